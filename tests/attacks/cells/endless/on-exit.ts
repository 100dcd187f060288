// Ends its process, and does not come to that end.
// expect: error
// says: a loop that never ends
process.on('exit', () => {
  for (;;);
});
process.exit(0);
