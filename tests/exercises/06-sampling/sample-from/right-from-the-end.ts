export function sampleFrom(probabilities: number[], uniform: number): number {
  let sum = 0;
  for (let i = probabilities.length - 1; i > 0; i--) {
    sum += probabilities[i];
    if (uniform < sum) return i;
  }
  return probabilities.findIndex((p) => p > 0);
}
