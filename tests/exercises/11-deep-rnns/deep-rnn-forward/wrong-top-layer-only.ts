// fails: values, initial-state, ragged-lengths
// says: only the top layer is returned
import { rnnForward, type Matrix, type RnnParameters } from 'unrolled';

export function deepRnnForward(
  x: Matrix[],
  a0: Matrix[],
  parameters: RnnParameters[],
  lengths?: number[],
): Matrix[] {
  let below = x;
  parameters.forEach((own, l) => {
    below = rnnForward(below, a0[l], own, lengths).a;
  });
  return below;
}
