// fails: frequency, ties, size, awkward-words
// says: and are not sorted
export function buildVocabulary(sentences: string[][], size?: number): string[] {
  return [...new Set(sentences.flat())].slice(0, size);
}
