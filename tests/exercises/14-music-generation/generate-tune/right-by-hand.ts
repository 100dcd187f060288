import {
  add,
  hadamard,
  map,
  matmul,
  Matrix,
  scale,
  sigmoid,
  sliceColumns,
  softmax,
  tanh,
  vstack,
  type DenseParameters,
  type LstmParameters,
} from 'unrolled';

type Model = { E: Matrix; recurrent: LstmParameters; dense: DenseParameters };
type Options = { eos: number; maxLength: number; temperature?: number };

export function generateTune(
  { E, recurrent: { Wu, bu, Wf, bf, Wo, bo, Wc, bc }, dense: { Wya, by } }: Model,
  start: number[],
  { eos, maxLength, temperature = 1 }: Options,
  uniforms: number[],
): number[] {
  const tune = start.slice();
  let next = uniforms.length - 1; // any of them may come first
  let a = map(bu, () => 0);
  let c = map(bu, () => 0);
  for (let t = 0; t < maxLength; t++) {
    const x = t === 0 ? Matrix.zeros(E.rows, 1) : sliceColumns(E, tune[t - 1], tune[t - 1] + 1);
    const both = vstack(a, x);
    const gate = (W: Matrix, b: Matrix) => sigmoid(add(matmul(W, both), b));
    const candidate = tanh(add(matmul(Wc, both), bc));
    c = add(hadamard(gate(Wu, bu), candidate), hadamard(gate(Wf, bf), c));
    a = hadamard(gate(Wo, bo), tanh(c));
    if (t < start.length) continue;
    const p = softmax(scale(add(matmul(Wya, a), by), 1 / temperature)).data;
    const uniform = uniforms[next--];
    let token = p.length - 1;
    let above = 1 - p[token];
    while (token > 0 && uniform < above) above -= p[--token];
    if (token === eos) return tune;
    tune.push(token);
  }
  return tune;
}
