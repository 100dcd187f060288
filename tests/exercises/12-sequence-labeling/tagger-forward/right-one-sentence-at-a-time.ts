import {
  add,
  embeddingForward,
  lstmForward,
  matmul,
  Matrix,
  vstack,
  type LstmParameters,
} from 'unrolled';

type Parameters = {
  Eword: Matrix;
  Eshape: Matrix;
  forward: LstmParameters;
  backward: LstmParameters;
  Wya: Matrix;
  by: Matrix;
};

// Each sentence alone, so that there is no padding; what the result has there is zeros.
export function taggerForward(
  words: number[][],
  shapes: number[][],
  p: Parameters,
  lengths: number[],
): Matrix[] {
  const z = words.map(() => Matrix.zeros(p.by.rows, lengths.length));
  lengths.forEach((length, j) => {
    const sentence = words
      .slice(0, length)
      .map((step, t) =>
        vstack(embeddingForward(p.Eword, [step[j]]), embeddingForward(p.Eshape, [shapes[t][j]])),
      );
    const zeros = Matrix.zeros(p.forward.bu.rows, 1);
    const there = lstmForward(sentence, { a: zeros, c: zeros }, p.forward).a;
    const back = lstmForward([...sentence].reverse(), { a: zeros, c: zeros }, p.backward).a;
    there.forEach((at, t) => {
      const zt = add(matmul(p.Wya, vstack(at, back[length - 1 - t])), p.by);
      for (let i = 0; i < zt.rows; i++) z[t].set(i, j, zt.get(i, 0));
    });
  });
  return z;
}
