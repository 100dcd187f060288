// fails: values, initial-state, ragged-lengths
// says: deepRnnForward threw RangeError
import { rnnForward, type Matrix, type RnnParameters } from 'unrolled';

export function deepRnnForward(
  x: Matrix[],
  a0: Matrix[],
  parameters: RnnParameters[],
  lengths?: number[],
): Matrix[][] {
  return parameters.map((own, l) => rnnForward(x, a0[l], own, lengths).a);
}
