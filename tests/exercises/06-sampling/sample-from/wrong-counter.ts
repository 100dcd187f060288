// fails: frequencies, edges
// says: what earlier calls have left behind
let calls = 0;

/** The right frequencies, but nothing is drawn: the numbers go by in order. */
export function sampleFrom(probabilities: number[]): number {
  const uniform = (calls++ % 997) / 997;
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    sum += probabilities[i];
    if (uniform < sum) return i;
  }
  return probabilities.length - 1;
}
