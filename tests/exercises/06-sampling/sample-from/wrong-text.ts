// fails: frequencies, edges
// says: must be a whole number from 0 to 4, but is the text
export function sampleFrom(probabilities: number[], uniform: number): string | undefined {
  let sum = 0;
  for (const [i, p] of Object.entries(probabilities)) {
    sum += p;
    if (uniform < sum) return i;
  }
  return String(probabilities.length - 1);
}
