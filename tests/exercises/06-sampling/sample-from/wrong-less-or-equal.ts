// fails: edges
// says: must be an index whose probability is not 0, but is the number 0
export function sampleFrom(probabilities: number[], uniform: number): number {
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    sum += probabilities[i];
    if (uniform <= sum) return i;
  }
  return probabilities.length - 1;
}
