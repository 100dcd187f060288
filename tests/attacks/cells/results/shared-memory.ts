// A Matrix that another thread goes on changing while it is read.
// expect: failed|error
import { Worker } from 'worker_threads';
const shared = new SharedArrayBuffer(8 * 64);
new Worker(
  'const { workerData } = require("worker_threads"); const d = new Float64Array(workerData); for (;;) d[0]++;',
  {
    eval: true,
    workerData: shared,
  },
);
function addBias(Z: Matrix): any {
  return new Matrix(Z.rows, Z.cols, new Float64Array(shared, 0, Z.data.length));
}
