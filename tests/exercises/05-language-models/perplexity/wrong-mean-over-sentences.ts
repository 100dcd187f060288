// fails: several
// says: over the sentences
export function perplexity(logProbabilities: number[], lengths: number[]): number {
  const each = logProbabilities.map((logP, i) => -logP / lengths[i]);
  return Math.exp(each.reduce((sum, one) => sum + one) / each.length);
}
