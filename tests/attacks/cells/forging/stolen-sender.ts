// Takes over the function that sends, and sends each answer twice.
// expect: error|failed
const fs = require('fs');
const send = fs.writeSync;
fs.writeSync = (file: number, bytes: Uint8Array, from: number) => {
  send(file, bytes, from);
  return send(file, bytes, from);
};
require('module').syncBuiltinESMExports();
function addBias(Z: Matrix): Matrix {
  return Z;
}
