export function perplexity(logProbabilities: number[], lengths: number[]): number {
  const logP = logProbabilities.reduce((sum, one) => sum + one);
  const tokens = lengths.reduce((sum, one) => sum + one);
  return Math.exp(-logP / tokens);
}
