// fails: edges
// says: must be a whole number from 0 to 9, but is undefined
export function sampleFrom(probabilities: number[], uniform: number): number {
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    sum += probabilities[i];
    if (uniform < sum) return i;
  }
  return undefined as unknown as number;
}
