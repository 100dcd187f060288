// fails: values, edges
// says: made equally likely
export function topK(probabilities: number[], k: number): number[] {
  const order = probabilities.map((_, i) => i).sort((i, j) => probabilities[j] - probabilities[i]);

  const kept = new Set(order.slice(0, k));
  return probabilities.map((_, i) => (kept.has(i) ? 1 / kept.size : 0));
}
