// fails: frequencies, edges
// says: must be a whole number from 0 to 4, but is an array of 5
export function sampleFrom(probabilities: number[], uniform: number): number[] {
  let sum = 0;
  const sums = probabilities.map((p) => (sum += p));
  const drawn = sums.filter((before) => before <= uniform).length;
  return probabilities.map((_, i) => (i === drawn ? 1 : 0));
}
