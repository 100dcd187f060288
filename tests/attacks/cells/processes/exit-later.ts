// Answers one question rightly, then ends its process.
// expect: error
// says: ended its process before it had answered
function addBias(Z: Matrix, b: Matrix): Matrix {
  setImmediate(() => process.exit(0));
  return new Matrix(
    Z.rows,
    Z.cols,
    Z.data.map((z, k) => z + b.data[Math.floor(k / Z.cols)]),
  );
}
