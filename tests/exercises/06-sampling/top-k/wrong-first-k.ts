// fails: values, edges
// says: the first k are kept
export function topK(probabilities: number[], k: number): number[] {
  const rest = probabilities.map((p, i) => (i < k ? p : 0));
  const sum = rest.reduce((a, b) => a + b);
  return rest.map((p) => p / sum);
}
