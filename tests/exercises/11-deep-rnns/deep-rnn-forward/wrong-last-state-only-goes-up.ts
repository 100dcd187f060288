// fails: values, initial-state, ragged-lengths
// says: reads the last state of the layer below
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
    const layer = rnnForward(below, a0[l], own, lengths).a;
    a.push(layer);
    below = layer.map(() => layer[layer.length - 1]);
  });
  return a;
}
