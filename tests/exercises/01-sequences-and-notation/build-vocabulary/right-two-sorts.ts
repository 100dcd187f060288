export function buildVocabulary(sentences: string[][], size?: number): string[] {
  const words = sentences.flat();
  // Sorting keeps the order of equals: first by the alphabet, then by frequency.
  const frequency = (word: string) => words.filter((other) => other === word).length;
  const different = Array.from(new Set(words)).sort();
  different.sort((v, w) => frequency(w) - frequency(v));
  return size === undefined ? different : different.slice(0, size);
}
