// fails: frequencies, edges
// says: not from Math.random()
export function sampleFrom(probabilities: number[]): number {
  const uniform = Math.random();
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    sum += probabilities[i];
    if (uniform < sum) return i;
  }
  return probabilities.length - 1;
}
