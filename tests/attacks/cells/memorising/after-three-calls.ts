// Right for the three calls that the notebook makes, wrong afterwards.
// expect: failed
// says: Right in the notebook's cases, but not in others
let calls = 0;
function addBias(Z: Matrix, b: Matrix): Matrix {
  const wrong = ++calls > 3 ? 1 : 0;
  return new Matrix(
    Z.rows,
    Z.cols,
    Z.data.map((z, k) => z + wrong + b.data[Math.floor(k / Z.cols)]),
  );
}
