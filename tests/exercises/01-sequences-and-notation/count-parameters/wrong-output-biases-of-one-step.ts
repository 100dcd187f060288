// fails: dense
// says: biases of one step only
interface Sizes {
  n_x: number;
  n_a: number;
  n_y: number;
  T: number;
}

export function countParameters(network: string, { n_x, n_a, n_y, T }: Sizes): number {
  if (network === 'dense') return n_a * T * n_x + n_a + T * n_y * n_a + n_y;
  return n_a * (n_x + n_a) + n_a + n_y * n_a + n_y;
}
