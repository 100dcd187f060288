// fails: ragged-lengths
// says: lengths then cuts off real words
import { rnnForward, vstack, type BothDirections, type Matrix, type RnnParameters } from 'unrolled';

export function bidirectionalForward(
  x: Matrix[],
  a0: BothDirections<Matrix>,
  parameters: BothDirections<RnnParameters>,
  lengths?: number[],
): Matrix[] {
  const there = rnnForward(x, a0.forward, parameters.forward, lengths).a;
  const back = rnnForward([...x].reverse(), a0.backward, parameters.backward, lengths).a.reverse();
  return there.map((at, k) => vstack(at, back[k]));
}
