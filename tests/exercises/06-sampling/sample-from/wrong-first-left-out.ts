// fails: frequencies, edges
// says: index 0 is never drawn
export function sampleFrom(probabilities: number[], uniform: number): number {
  let sum = 0;
  for (let i = 1; i < probabilities.length; i++) {
    sum += probabilities[i];
    if (uniform < sum) return i;
  }
  return probabilities.length - 1;
}
