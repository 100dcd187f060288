// fails: recurrent
// says: the dense network is counted where
interface Sizes {
  n_x: number;
  n_a: number;
  n_y: number;
  T: number;
}

export function countParameters(_network: string, { n_x, n_a, n_y, T }: Sizes): number {
  return n_a * (T * n_x + 1) + T * n_y * (n_a + 1);
}
