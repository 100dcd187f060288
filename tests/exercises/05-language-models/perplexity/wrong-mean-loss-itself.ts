// fails: one-sentence, several
// says: e to the power
export function perplexity(logProbabilities: number[], lengths: number[]): number {
  const logP = logProbabilities.reduce((sum, one) => sum + one);
  return -logP / lengths.reduce((sum, one) => sum + one);
}
