// fails: one-sentence, several
export function perplexity(logProbabilities: number[], lengths: number[]): number {
  void lengths;
  return Math.exp(-logProbabilities.reduce((sum, one) => sum + one));
}
