// Goes below Node's modules for what they would not do.
// expect: error
// says: became nobody else
const outcomes: string[] = [];
for (const name of ['process_methods', 'spawn_sync', 'fs', 'os', 'credentials', 'contextify']) {
  try {
    outcomes.push(Object.keys((process as any).binding(name)).length > 0 ? 'a binding' : 'nothing');
  } catch (error) {
    outcomes.push(error.code ?? error.message);
  }
}
for (const become of [
  () => process.setuid!(0),
  () => process.setgid!(0),
  () => (process as any).initgroups(0, 0),
  () => process.setgroups!([0]),
]) {
  try {
    become();
    outcomes.push('BECAME ROOT');
  } catch {}
}
throw new Error(
  outcomes.includes('BECAME ROOT') || process.getuid!() === 0
    ? 'became root'
    : 'became nobody else',
);
