// fails: one-sentence, several
// says: the number of sentences
export function perplexity(logProbabilities: number[], lengths: number[]): number {
  void lengths;
  return Math.exp(-logProbabilities.reduce((sum, one) => sum + one) / logProbabilities.length);
}
