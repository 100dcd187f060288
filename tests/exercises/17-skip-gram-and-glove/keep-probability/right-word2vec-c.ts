// As word2vec.c has it, which never divides by the total.
export function keepProbability(count: number, total: number, threshold: number): number {
  const kept = ((Math.sqrt(count / (threshold * total)) + 1) * (threshold * total)) / count;
  if (kept >= 1) return 1;
  return kept;
}
