// fails: one-sentence, several
// says: the power is of 2
export function perplexity(logProbabilities: number[], lengths: number[]): number {
  const logP = logProbabilities.reduce((sum, one) => sum + one);
  return 2 ** (-logP / lengths.reduce((sum, one) => sum + one));
}
