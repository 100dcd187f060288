// fails: frequencies, edges
// says: the comparison is turned around
export function sampleFrom(probabilities: number[], uniform: number): number {
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    sum += probabilities[i];
    if (sum < uniform) return i;
  }
  return probabilities.length - 1;
}
