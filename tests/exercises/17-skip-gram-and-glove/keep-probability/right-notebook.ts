export function keepProbability(count: number, total: number, threshold: number): number {
  const f = count / total;
  return Math.min(1, ((Math.sqrt(f / threshold) + 1) * threshold) / f);
}
