// fails: ragged-lengths
// says: the backward direction begins in the padding
import { rnnForward, vstack, type BothDirections, type Matrix, type RnnParameters } from 'unrolled';

export function bidirectionalForward(
  x: Matrix[],
  a0: BothDirections<Matrix>,
  parameters: BothDirections<RnnParameters>,
): Matrix[] {
  const there = rnnForward(x, a0.forward, parameters.forward).a;
  const back = rnnForward([...x].reverse(), a0.backward, parameters.backward).a.reverse();
  return there.map((at, k) => vstack(at, back[k]));
}
