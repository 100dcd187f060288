// Asks tf.js itself.
// expect: failed
// says: tf\.\S+ can't be used while a notebook is graded
import { tf } from 'unrolled/checks';
const addBias = (Z: Matrix, b: Matrix): any =>
  tf.add(tf.tensor2d(Z.data as any, [Z.rows, Z.cols]), b as any);
