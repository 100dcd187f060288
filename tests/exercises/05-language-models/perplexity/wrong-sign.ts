// fails: one-sentence, several
// says: the minus is missing
export function perplexity(logProbabilities: number[], lengths: number[]): number {
  const logP = logProbabilities.reduce((sum, one) => sum + one);
  return Math.exp(logP / lengths.reduce((sum, one) => sum + one));
}
