// fails: values, unknown-words
// says: must be a Matrix
export function oneHotSequence(words: string[], vocabulary: string[]): number[][] {
  return words.map((word) => vocabulary.map((entry) => (entry === word ? 1 : 0)));
}
