// fails: several
// says: perplexities are averaged
export function perplexity(logProbabilities: number[], lengths: number[]): number {
  const each = logProbabilities.map((logP, i) => Math.exp(-logP / lengths[i]));
  return each.reduce((sum, one) => sum + one) / each.length;
}
