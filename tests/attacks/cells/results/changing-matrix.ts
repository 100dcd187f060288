// A Matrix whose sizes and entries differ each time that they are read.
// expect: failed|error
function addBias(Z: Matrix): any {
  let reads = 0;
  return Object.create(Matrix.prototype, {
    rows: { get: () => (reads++ % 2 === 0 ? Z.rows : 2 ** 31) },
    cols: { get: () => (reads++ % 3 === 0 ? Z.cols : -1) },
    data: { get: () => new Float64Array(reads++ % 2 === 0 ? Z.data.length : 2) },
  });
}
