import { hstack, Matrix, sliceColumns } from 'unrolled';

const nothing = (rows: number) => Matrix.column(Array<number>(rows).fill(0));
const vector = (E: Matrix, token: number) =>
  token < 0 ? nothing(E.rows) : sliceColumns(E, token, token + 1);

export const embeddingLookup = (E: Matrix, tokens: number[][]): Matrix[] => {
  const x: Matrix[] = [];
  for (const step of tokens) {
    const [first, ...others] = step.map((token) => vector(E, token));
    x.push(hstack(first, ...others));
  }
  return x;
};
