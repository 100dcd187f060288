// fails: frequencies, edges
// says: changes its argument probabilities
export function sampleFrom(probabilities: number[], uniform: number): number {
  for (let i = 1; i < probabilities.length; i++) probabilities[i] += probabilities[i - 1];
  const index = probabilities.findIndex((sum) => uniform < sum);
  return index === -1 ? probabilities.length - 1 : index;
}
