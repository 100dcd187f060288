// fails: values, initial-state, ragged-lengths
// says: x is returned as the first layer
import { rnnForward, type Matrix, type RnnParameters } from 'unrolled';

export function deepRnnForward(
  x: Matrix[],
  a0: Matrix[],
  parameters: RnnParameters[],
  lengths?: number[],
): Matrix[][] {
  const a: Matrix[][] = [x];
  let below = x;
  parameters.forEach((own, l) => {
    below = rnnForward(below, a0[l], own, lengths).a;
    a.push(below);
  });
  return a;
}
