// fails: ragged-lengths
// says: lengths reaches the first layer only
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
    below = rnnForward(below, a0[l], own, l === 0 ? lengths : undefined).a;
    a.push(below);
  });
  return a;
}
