// Stops itself, and its parent, in mid-air.
// expect: error
// says: took longer than|ended
for (const pid of [process.ppid, process.pid]) {
  try {
    process.kill(pid, 'SIGSTOP');
  } catch {}
}
while (true);
