export function sampleFrom(probabilities: number[], uniform: number): number {
  let left = 1 - uniform;
  let index = -1;
  while (left > 0 && index + 1 < probabilities.length) left -= probabilities[++index];
  return index;
}
