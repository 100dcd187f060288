// fails: values, initial-state, ragged-lengths
// says: deepRnnForward threw RangeError
import { rnnForward, type Matrix, type RnnParameters } from 'unrolled';

export function deepRnnForward(
  x: Matrix[],
  a0: Matrix[],
  parameters: RnnParameters[],
  lengths?: number[],
): Matrix[][] {
  const a: Matrix[][] = [];
  let below = x;
  parameters.forEach((_, l) => {
    below = rnnForward(below, a0[l], parameters[0], lengths).a;
    a.push(below);
  });
  return a;
}
