// fails: ragged-lengths
// says: lengths has no effect
import { rnnForward, type Matrix, type RnnParameters } from 'unrolled';

export function deepRnnForward(x: Matrix[], a0: Matrix[], parameters: RnnParameters[]): Matrix[][] {
  const a: Matrix[][] = [];
  let below = x;
  parameters.forEach((own, l) => {
    below = rnnForward(below, a0[l], own).a;
    a.push(below);
  });
  return a;
}
