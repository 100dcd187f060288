// fails: frequent, rare
// says: every word is kept
export function keepProbability(count: number, total: number, threshold: number): number {
  const f = count / total;
  return Math.max(1, ((Math.sqrt(f / threshold) + 1) * threshold) / f);
}
