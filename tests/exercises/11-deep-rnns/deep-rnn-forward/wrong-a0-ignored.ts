// fails: initial-state, ragged-lengths
// says: a0 is ignored
import { Matrix, rnnForward, type RnnParameters } from 'unrolled';

export function deepRnnForward(
  x: Matrix[],
  a0: Matrix[],
  parameters: RnnParameters[],
  lengths?: number[],
): Matrix[][] {
  const a: Matrix[][] = [];
  let below = x;
  parameters.forEach((own, l) => {
    below = rnnForward(below, Matrix.zeros(a0[l].rows, a0[l].cols), own, lengths).a;
    a.push(below);
  });
  return a;
}
