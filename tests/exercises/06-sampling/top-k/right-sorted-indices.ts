export function topK(probabilities: number[], k: number): number[] {
  const order = probabilities.map((_, i) => i).sort((i, j) => probabilities[j] - probabilities[i]);
  const kept = new Set(order.slice(0, k));
  let sum = 0;
  for (const i of kept) sum += probabilities[i];
  return probabilities.map((p, i) => (kept.has(i) ? p / sum : 0));
}
