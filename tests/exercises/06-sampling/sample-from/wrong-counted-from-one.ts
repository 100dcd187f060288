// fails: frequencies, edges
// says: must be a whole number from 0 to 4, but is the number 5
export function sampleFrom(probabilities: number[], uniform: number): number {
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    sum += probabilities[i];
    if (uniform < sum) return i + 1;
  }
  return probabilities.length;
}
