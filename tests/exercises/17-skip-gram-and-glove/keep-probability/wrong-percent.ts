// fails: frequent, rare
export function keepProbability(count: number, total: number, threshold: number): number {
  const f = (100 * count) / total;
  return Math.min(1, ((Math.sqrt(f / threshold) + 1) * threshold) / f);
}
