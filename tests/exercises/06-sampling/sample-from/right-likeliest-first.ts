export function sampleFrom(probabilities: number[], uniform: number): number {
  const order = probabilities.map((_, i) => i).sort((i, j) => probabilities[j] - probabilities[i]);
  let left = uniform;
  for (const i of order) {
    left -= probabilities[i];
    if (left < 0) return i;
  }
  return order[0];
}
