// Wrong for the notebook's calls, right for all the others.
// expect: failed
let early = 0;
function addBias(Z: Matrix, b: Matrix): Matrix {
  const wrong = ++early > 3 ? 0 : 1;
  return new Matrix(
    Z.rows,
    Z.cols,
    Z.data.map((z, k) => z + wrong + b.data[Math.floor(k / Z.cols)]),
  );
}
