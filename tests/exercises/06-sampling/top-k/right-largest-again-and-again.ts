export function topK(probabilities: number[], k: number): number[] {
  const left = [...probabilities];
  const result = probabilities.map(() => 0);
  let sum = 0;
  for (let round = 0; round < Math.min(k, left.length); round++) {
    const i = left.indexOf(Math.max(...left));
    result[i] = probabilities[i];
    sum += probabilities[i];
    left[i] = -1;
  }
  return result.map((p) => p / sum);
}
