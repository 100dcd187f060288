import {
  add,
  lstmCellBackward,
  Matrix,
  scale,
  type LstmCache,
  type LstmState,
  type Unrolled,
} from 'unrolled';

type Run = Unrolled<LstmState, LstmCache>;

/** Column j of A where example j is still going on at step t, else of B. */
function going(t: number, lengths: readonly number[] | undefined, A: Matrix, B: Matrix): Matrix {
  const result = A.clone();
  lengths?.forEach((length, j) => {
    for (let i = 0; i < A.rows; i++) if (t >= length) result.set(i, j, B.get(i, j));
  });
  return result;
}

function through(da: Matrix[], { caches, lengths }: Run, dLast?: LstmState) {
  const zeros = scale(da[0], 0);
  let dState = dLast ?? { a: zeros, c: zeros };
  const dx: Matrix[] = [];
  let sums: Record<string, Matrix> = {};
  for (let t = caches.length - 1; t >= 0; t--) {
    const [dat, dct] = [add(dState.a, da[t]), dState.c];
    const step = lstmCellBackward(
      going(t, lengths, dat, zeros),
      going(t, lengths, dct, zeros),
      caches[t],
    );
    dx.unshift(step.dxt);
    const own: Record<string, Matrix> = step.gradients;
    sums = Object.fromEntries(
      Object.entries(own).map(([name, d]) => [name, name in sums ? add(sums[name], d) : d]),
    );
    dState = { a: going(t, lengths, step.daPrev, dat), c: going(t, lengths, step.dcPrev, dct) };
  }
  return { dx, gradients: sums, dInitial: dState };
}

export function encoderDecoderBackward(da: Matrix[], encoder: Run, decoder: Run) {
  const back = through(da, decoder);
  const nothing = encoder.states.map(({ a }) => scale(a, 0));
  return { encoder: through(nothing, encoder, back.dInitial), decoder: back };
}
