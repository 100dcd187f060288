// Kills all processes that it may, its parent and the first one among them.
// expect: error
for (const pid of [process.ppid, 1, 2]) {
  try {
    if (pid !== process.pid) process.kill(pid, 'SIGKILL');
  } catch {}
}
process.kill(-1, 'SIGKILL');
