// Promises four megabytes and sends none of them.
// expect: error
// says: took longer than
require('fs').writeSync(1, Buffer.from([0, 0, 64, 0]));
require('fs').writeSync = (_: number, bytes: Uint8Array) => bytes.length;
function addBias(): any {
  return 1;
}
