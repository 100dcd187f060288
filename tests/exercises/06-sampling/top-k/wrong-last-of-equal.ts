// fails: edges
// says: of equal ones the last
export function topK(probabilities: number[], k: number): number[] {
  const order = probabilities
    .map((_, i) => i)
    .sort((i, j) => probabilities[j] - probabilities[i] || j - i);
  const kept = new Set(order.slice(0, k));
  const sum = [...kept].reduce((s, i) => s + probabilities[i], 0);
  return probabilities.map((p, i) => (kept.has(i) ? p / sum : 0));
}
