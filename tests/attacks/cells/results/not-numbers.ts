// NaN, which is not unequal to anything by less than nothing.
// expect: failed
// says: NaN first at
function addBias(Z: Matrix): Matrix {
  return new Matrix(Z.rows, Z.cols, new Float64Array(Z.data.length).fill(NaN));
}
