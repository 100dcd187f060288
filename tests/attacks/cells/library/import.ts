// Has the library do it.
// expect: failed
// says: add can't be used in this exercise
import { add } from 'unrolled';
const addBias = (Z: Matrix, b: Matrix): Matrix => add(Z, b);
