interface Sizes {
  n_x: number;
  n_a: number;
  n_y: number;
  T: number;
}

export function countParameters(network: string, { n_x, n_a, n_y, T }: Sizes): number {
  let count = 0;
  const matrix = (rows: number, cols: number) => {
    count += rows * cols;
  };
  if (network === 'recurrent') {
    matrix(n_a, n_x); // Wax
    matrix(n_a, n_a); // Waa
    matrix(n_a, 1);
    matrix(n_y, n_a); // Wya
    matrix(n_y, 1);
  } else {
    matrix(n_a, n_x * T);
    matrix(n_a, 1);
    matrix(n_y * T, n_a);
    matrix(n_y * T, 1);
  }
  return count;
}
