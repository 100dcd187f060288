export function topK(probabilities: number[], k: number): number[] {
  const rankOf = (i: number) =>
    probabilities.filter((p, j) => p > probabilities[i] || (p === probabilities[i] && j < i))
      .length;
  const rest = probabilities.map((p, i) => (rankOf(i) < k ? p : 0));
  const sum = rest.reduce((a, b) => a + b);
  return rest.map((p) => p / sum);
}
