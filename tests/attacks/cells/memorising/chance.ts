// Hopes that every second call is forgotten, and that noise is tolerated.
// expect: failed
function addBias(Z: Matrix, b: Matrix): Matrix {
  const noise = Math.random() < 0.5 ? 0.01 : 0;
  return new Matrix(
    Z.rows,
    Z.cols,
    Z.data.map((z, k) => z + noise + 1e-3 + b.data[Math.floor(k / Z.cols)]),
  );
}
