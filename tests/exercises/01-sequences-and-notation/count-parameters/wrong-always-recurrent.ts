// fails: dense
// says: the recurrent network is counted where
interface Sizes {
  n_x: number;
  n_a: number;
  n_y: number;
  T: number;
}

export function countParameters(_network: string, { n_x, n_a, n_y }: Sizes): number {
  return n_a * (n_x + n_a + 1) + n_y * (n_a + 1);
}
