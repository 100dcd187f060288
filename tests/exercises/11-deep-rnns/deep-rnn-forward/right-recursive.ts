import { rnnForward, type Matrix, type RnnParameters } from 'unrolled';

export function deepRnnForward(
  x: Matrix[],
  a0: Matrix[],
  parameters: RnnParameters[],
  lengths?: number[],
): Matrix[][] {
  const [own, ...others] = parameters;
  const { a } = rnnForward(x, a0[0], own, lengths);
  return others.length === 0 ? [a] : [a, ...deepRnnForward(a, a0.slice(1), others, lengths)];
}
