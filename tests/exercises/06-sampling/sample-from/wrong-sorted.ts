// fails: frequencies, edges
// says: the probabilities are sorted
export function sampleFrom(probabilities: number[], uniform: number): number {
  const sorted = [...probabilities].sort((p, q) => q - p);
  let sum = 0;
  for (let i = 0; i < sorted.length; i++) {
    sum += sorted[i];
    if (uniform < sum) return i;
  }
  return sorted.length - 1;
}
