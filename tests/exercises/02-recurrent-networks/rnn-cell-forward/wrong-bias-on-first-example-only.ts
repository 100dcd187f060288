// fails: values
// says: a<t> differs from what tf.js computes
import { add, matmul, map, type Matrix, type RnnParameters } from 'unrolled';

export function rnnCellForward(xt: Matrix, aPrev: Matrix, parameters: RnnParameters): Matrix {
  const { Wax, Waa, ba } = parameters;
  const z = add(matmul(Waa, aPrev), matmul(Wax, xt));
  for (let i = 0; i < z.rows; i++) z.set(i, 0, z.get(i, 0) + ba.get(i, 0));
  return map(z, Math.tanh);
}
