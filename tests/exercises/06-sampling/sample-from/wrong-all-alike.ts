// fails: frequencies, edges
// says: each index is drawn equally often
export function sampleFrom(probabilities: number[], uniform: number): number {
  return Math.floor(uniform * probabilities.length);
}
