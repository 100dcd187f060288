// Reads the next requests itself, and leaves none for the program.
// expect: error|failed
const fs = require('fs');
function addBias(): any {
  const bytes = Buffer.alloc(2 ** 20);
  for (;;) {
    try {
      if (fs.readSync(0, bytes) === 0) break;
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}
