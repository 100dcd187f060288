// fails: values, initial-state, ragged-lengths
// says: the top layer is returned first
import { rnnForward, type Matrix, type RnnParameters } from 'unrolled';

export function deepRnnForward(
  x: Matrix[],
  a0: Matrix[],
  parameters: RnnParameters[],
  lengths?: number[],
): Matrix[][] {
  const a: Matrix[][] = [];
  let below = x;
  parameters.forEach((own, l) => {
    below = rnnForward(below, a0[l], own, lengths).a;
    a.unshift(below);
  });
  return a;
}
