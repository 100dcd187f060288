// Floods the pipe that carries the answers.
// expect: error
// says: the pipe that carries the answers
const flood = Buffer.alloc(2 ** 16, 'x');
for (;;) require('fs').writeSync(1, flood);
