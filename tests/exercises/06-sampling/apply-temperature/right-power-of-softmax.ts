import { map, Matrix, softmax } from 'unrolled';

export function applyTemperature(z: Matrix, temperature: number): Matrix {
  // softmax(z / T) is softmax(z) to the power of 1 / T, scaled to sum to 1.
  const powers = map(softmax(z), (p) => p ** (1 / temperature));
  const columns = powers.toArray();
  return Matrix.from(
    columns.map((row) =>
      row.map((power, j) => power / columns.reduce((s, other) => s + other[j], 0)),
    ),
  );
}
