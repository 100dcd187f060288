// fails: frequent, rare
// says: the formula of the 2013 paper
export function keepProbability(count: number, total: number, threshold: number): number {
  const f = count / total;
  return Math.min(1, Math.sqrt(threshold / f));
}
