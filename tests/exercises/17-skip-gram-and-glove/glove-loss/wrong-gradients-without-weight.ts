// fails: different-words, repeated-words, weights
// says: left out of the gradients
import { add, addEmbeddingGradient, embeddingForward, hadamard, map, Matrix } from 'unrolled';
import { matmul, transpose } from 'unrolled';
import type { GloveParameters } from 'unrolled';

// All entries at once, one column each.
export function gloveLoss(
  entries: { i: number; j: number; x: number }[],
  { W, Wtilde, b, btilde }: GloveParameters,
  xMax: number,
  alpha: number,
) {
  const is = entries.map(({ i }) => i);
  const js = entries.map(({ j }) => j);
  const row = (values: number[]) => Matrix.from([values]);
  const [w, wtilde] = [embeddingForward(W, is), embeddingForward(Wtilde, js)];
  const ones = Matrix.from([new Array<number>(W.rows).fill(1)]);
  const difference = add(
    matmul(ones, hadamard(w, wtilde)),
    embeddingForward(transpose(b), is),
    embeddingForward(transpose(btilde), js),
    row(entries.map(({ x }) => -Math.log(x))),
  );
  const f = row(entries.map(({ x }) => (x < xMax ? (x / xMax) ** alpha : 1)));
  const d = map(difference, (value) => 2 * value);
  const everywhere = matmul(transpose(ones), d);
  const zeros = ({ rows, cols }: Matrix) => Matrix.zeros(rows, cols);
  const [dW, dWtilde] = [zeros(W), zeros(Wtilde)];
  const [db, dbtilde] = [zeros(transpose(b)), zeros(transpose(btilde))];
  addEmbeddingGradient(hadamard(everywhere, wtilde), is, dW);
  addEmbeddingGradient(hadamard(everywhere, w), js, dWtilde);
  addEmbeddingGradient(d, is, db);
  addEmbeddingGradient(d, js, dbtilde);
  const terms = hadamard(f, hadamard(difference, difference));
  const loss = Array.from(terms.data).reduce((one, two) => one + two);
  return { loss, gradients: { dW, dWtilde, db: transpose(db), dbtilde: transpose(dbtilde) } };
}
