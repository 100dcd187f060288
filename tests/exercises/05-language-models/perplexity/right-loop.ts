export function perplexity(logProbabilities: number[], lengths: number[]): number {
  let loss = 0;
  let words = 0;
  for (let i = 0; i < lengths.length; i++) {
    loss -= logProbabilities[i];
    words += lengths[i];
  }
  return Math.E ** (loss / words);
}
