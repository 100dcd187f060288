// fails: edges
// says: must be a whole number from 0 to 9, but is the number -1
export function sampleFrom(probabilities: number[], uniform: number): number {
  let sum = 0;
  return probabilities.findIndex((p) => uniform < (sum += p));
}
