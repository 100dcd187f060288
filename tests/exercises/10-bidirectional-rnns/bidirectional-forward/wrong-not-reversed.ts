// fails: values, initial-state, ragged-lengths
// says: both directions read from the first step on
import { rnnForward, vstack, type BothDirections, type Matrix, type RnnParameters } from 'unrolled';

export function bidirectionalForward(
  x: Matrix[],
  a0: BothDirections<Matrix>,
  parameters: BothDirections<RnnParameters>,
  lengths?: number[],
): Matrix[] {
  const there = rnnForward(x, a0.forward, parameters.forward, lengths).a;
  const back = rnnForward(x, a0.backward, parameters.backward, lengths).a;
  return there.map((at, k) => vstack(at, back[k]));
}
