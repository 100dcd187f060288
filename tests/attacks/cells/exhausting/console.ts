// Prints without end.
// expect: error
// says: a loop that never ends|memory
for (;;) console.log('x'.repeat(2 ** 16));
