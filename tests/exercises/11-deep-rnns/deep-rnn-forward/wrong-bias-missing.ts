// fails: values, initial-state, ragged-lengths
// says: ba is left out
import { map, rnnForward, type Matrix, type RnnParameters } from 'unrolled';

export function deepRnnForward(
  x: Matrix[],
  a0: Matrix[],
  parameters: RnnParameters[],
  lengths?: number[],
): Matrix[][] {
  const a: Matrix[][] = [];
  let below = x;
  parameters.forEach((own, l) => {
    below = rnnForward(below, a0[l], { ...own, ba: map(own.ba, () => 0) }, lengths).a;
    a.push(below);
  });
  return a;
}
