// fails: rare
// says: is a `return` missing?
export function keepProbability(count: number, total: number, threshold: number): number | void {
  const f = count / total;
  const kept = ((Math.sqrt(f / threshold) + 1) * threshold) / f;
  if (kept < 1) return kept;
}
