export function perplexity(logProbabilities: number[], lengths: number[]): number {
  const words = lengths.reduce((sum, one) => sum + one);
  // The product of all 1/p, each to the power 1/words.
  return logProbabilities.map((logP) => Math.exp(-logP / words)).reduce((a, b) => a * b);
}
