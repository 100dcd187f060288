// fails: frequent, rare
// says: instead of count / total
export function keepProbability(count: number, _total: number, threshold: number): number {
  const f = count;
  return Math.min(1, ((Math.sqrt(f / threshold) + 1) * threshold) / f);
}
