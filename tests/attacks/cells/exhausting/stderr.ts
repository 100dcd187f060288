// Floods the other pipe.
// expect: error
// says: wrote too much to stderr
const noise = Buffer.alloc(2 ** 16, '\u001b[2J');
for (;;) require('fs').writeSync(2, noise);
