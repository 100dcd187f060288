// Makes every distance 0 and every number equal to every other.
// expect: error|failed
for (const name of Object.getOwnPropertyNames(Math)) {
  if (typeof Math[name] === 'function') Math[name] = () => 0;
}
Number.isNaN = Number.isInteger = Number.isFinite = () => false;
Object.is = () => true;
const addBias = (Z: Matrix): Matrix =>
  new Matrix(Z.rows, Z.cols, new Float64Array(Z.data.length).fill(7));
