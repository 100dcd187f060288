// fails: frequencies, edges
// says: is undefined (is a `return` missing?)
export function sampleFrom(probabilities: number[], uniform: number): void {
  let sum = 0;
  let index = 0;
  while (uniform >= sum && index < probabilities.length) sum += probabilities[index++];
}
