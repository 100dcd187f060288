import {
  add,
  hstack,
  matmul,
  sliceColumns,
  softmax,
  tanh,
  type DenseParameters,
  type Matrix,
  type RnnParameters,
} from 'unrolled';

type Network = RnnParameters & DenseParameters;

const read = (x: Matrix[], a0: Matrix, { Wax, Waa, ba }: Network) =>
  x.reduce((state, xt) => tanh(add(matmul(Waa, state), matmul(Wax, xt), ba)), a0);

export const manyToOne = (
  sequence: Matrix[],
  start: Matrix,
  network: Network,
  lengths: number[] = [],
): Matrix => {
  const columns = Array.from({ length: start.cols }, (_, j) => {
    const own = sequence.slice(0, lengths[j] ?? sequence.length);
    const column = (matrix: Matrix) => sliceColumns(matrix, j, j + 1);
    const state = read(own.map(column), column(start), network);
    return softmax(add(matmul(network.Wya, state), network.by));
  });
  return hstack(columns[0], ...columns.slice(1));
};
