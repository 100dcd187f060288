// fails: frequencies, edges
// says: compared with each probability alone
export function sampleFrom(probabilities: number[], uniform: number): number {
  for (let i = 0; i < probabilities.length; i++) {
    if (uniform < probabilities[i]) return i;
  }
  return probabilities.length - 1;
}
