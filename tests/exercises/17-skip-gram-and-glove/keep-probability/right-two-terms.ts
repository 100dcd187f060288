export function keepProbability(count: number, total: number, threshold: number): number {
  const ratio = threshold / (count / total);
  const p = Math.sqrt(ratio) + ratio;
  return p > 1 ? 1 : p;
}
