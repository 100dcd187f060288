import { Matrix } from 'unrolled';

const dot = (u: number[], v: number[]): number =>
  u.reduce((sum, value, k) => sum + value * v[k], 0);

export const multiply = (left: Matrix, right: Matrix): Matrix => {
  const rows = right.toArray();
  const columns = rows[0].map((_, j) => rows.map((row) => row[j]));
  return Matrix.from(left.toArray().map((row) => columns.map((column) => dot(row, column))));
};
