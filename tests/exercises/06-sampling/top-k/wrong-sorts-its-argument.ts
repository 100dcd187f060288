// fails: values, edges
export function topK(probabilities: number[], k: number): number[] {
  const largest = probabilities.sort((p, q) => q - p).slice(0, k);
  const sum = largest.reduce((a, b) => a + b);
  return probabilities.map((p) => (largest.includes(p) ? p / sum : 0));
}
