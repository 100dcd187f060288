// fails: frequent, rare
// says: every word is kept
export function keepProbability(count: number, total: number, threshold: number): number {
  const f = count / total;
  return Math.min(1, ((Math.sqrt(threshold / f) + 1) * f) / threshold);
}
