export function sampleFrom(probabilities: number[], uniform: number): number {
  let sum = 0;
  const sums = probabilities.map((p) => (sum += p));
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (uniform < sums[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
}
