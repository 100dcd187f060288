// fails: frequent
export function keepProbability(count: number, total: number, threshold: number): number {
  const f = count / total;
  const p = Math.min(1, ((Math.sqrt(f / threshold) + 1) * threshold) / f);
  return p > 0.5 ? 1 : 0;
}
