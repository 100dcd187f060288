// fails: one-sentence, several
// says: EOS is not counted
export function perplexity(logProbabilities: number[], lengths: number[]): number {
  const logP = logProbabilities.reduce((sum, one) => sum + one);
  return Math.exp(-logP / lengths.reduce((sum, length) => sum + length - 1, 0));
}
