// fails: values, edges
// says: not scaled to sum to 1
export function topK(probabilities: number[], k: number): number[] {
  const order = probabilities.map((_, i) => i).sort((i, j) => probabilities[j] - probabilities[i]);

  const kept = new Set(order.slice(0, k));
  return probabilities.map((p, i) => (kept.has(i) ? p : 0));
}
