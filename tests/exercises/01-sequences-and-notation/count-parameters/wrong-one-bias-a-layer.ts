// fails: dense, recurrent
interface Sizes {
  n_x: number;
  n_a: number;
  n_y: number;
  T: number;
}

export function countParameters(network: string, { n_x, n_a, n_y, T }: Sizes): number {
  if (network === 'dense') return n_a * T * n_x + 1 + T * n_y * n_a + 1;
  return n_a * (n_x + n_a) + 1 + n_y * n_a + 1;
}
