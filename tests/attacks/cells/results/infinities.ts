// Numbers so large that a tolerance might grow with them.
// expect: failed
// says: differs from what tf.js computes
function addBias(Z: Matrix): Matrix {
  return new Matrix(
    Z.rows,
    Z.cols,
    Z.data.map((_, k) => (k % 2 === 0 ? Infinity : -1e308)),
  );
}
