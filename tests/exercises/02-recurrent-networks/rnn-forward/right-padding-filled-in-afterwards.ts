import { add, matmul, tanh, type Matrix, type RnnParameters } from 'unrolled';

export function rnnForward(
  x: readonly Matrix[],
  a0: Matrix,
  parameters: RnnParameters,
  lengths?: readonly number[],
): Matrix[] {
  const { Wax, Waa, ba } = parameters;
  const a = x.reduce<Matrix[]>((states, xt) => {
    const previous = states.at(-1) ?? a0;
    return [...states, tanh(add(matmul(Waa, previous), matmul(Wax, xt), ba))];
  }, []);
  lengths?.forEach((length, j) => {
    for (let t = length; t < a.length; t++) {
      for (let i = 0; i < a0.rows; i++) a[t].set(i, j, a[length - 1].get(i, j));
    }
  });
  return a;
}
