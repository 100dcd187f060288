// fails: rare
// says: nothing holds the result down to 1
export function keepProbability(count: number, total: number, threshold: number): number {
  const f = count / total;
  return ((Math.sqrt(f / threshold) + 1) * threshold) / f;
}
