// fails: edges
// says: NaN first at p[0]
export function topK(probabilities: number[], k: number): number[] {
  const left = [...probabilities];
  const result = probabilities.map(() => 0);
  for (let round = 0; round < k; round++) {
    const i = left.indexOf(Math.max(...left));
    result[i] = probabilities[i];
    left[i] = -1;
    if (round >= probabilities.length) result[0] = NaN;
  }
  const sum = result.reduce((a, b) => a + b);
  return result.map((p) => p / sum);
}
