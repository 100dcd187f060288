// fails: frequency, ties, size, awkward-words
// says: alphabetical order only
export function buildVocabulary(sentences: string[][], size?: number): string[] {
  return [...new Set(sentences.flat())].sort().slice(0, size);
}
