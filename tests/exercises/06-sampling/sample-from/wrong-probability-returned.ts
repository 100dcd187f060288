// fails: frequencies, edges
// says: must be a whole number from 0 to 4, but is the number 0.
export function sampleFrom(probabilities: number[], uniform: number): number {
  let sum = 0;
  for (const p of probabilities) {
    sum += p;
    if (uniform < sum) return p;
  }
  return probabilities[probabilities.length - 1];
}
