interface Sizes {
  n_x: number;
  n_a: number;
  n_y: number;
  T: number;
}

export function countParameters(network: string, { n_x, n_a, n_y, T }: Sizes): number {
  const layer = (inputs: number, outputs: number) => inputs * outputs + outputs;
  switch (network) {
    case 'dense':
      return layer(T * n_x, n_a) + layer(n_a, T * n_y);
    default:
      // The step reads its input and the state before it.
      return layer(n_x + n_a, n_a) + layer(n_a, n_y);
  }
}
