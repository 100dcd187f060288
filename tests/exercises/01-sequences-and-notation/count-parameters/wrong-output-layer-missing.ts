// fails: dense, recurrent
// says: without the output layer
interface Sizes {
  n_x: number;
  n_a: number;
  n_y: number;
  T: number;
}

export function countParameters(network: string, { n_x, n_a, T }: Sizes): number {
  if (network === 'dense') return n_a * (T * n_x + 1);
  return n_a * (n_x + n_a + 1);
}
