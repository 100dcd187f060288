// fails: values, edges
// says: the k least likely
export function topK(probabilities: number[], k: number): number[] {
  const order = probabilities.map((_, i) => i).sort((i, j) => probabilities[i] - probabilities[j]);
  const kept = new Set(order.slice(0, k));
  const sum = [...kept].reduce((s, i) => s + probabilities[i], 0);
  return probabilities.map((p, i) => (kept.has(i) ? p / sum : 0));
}
