// fails: unknown, punctuation
export function tokenize(sentence: string, vocabulary: string[], punctuation = false): string[] {
  const words = /[a-z]+(?:['-][a-z]+)*/g;
  const wordsAndMarks = /[a-z]+(?:['-][a-z]+)*|[.,;:?!]/g;
  const tokens = sentence.toLowerCase().match(punctuation ? wordsAndMarks : words) ?? [];
  return [...tokens, '<EOS>'].filter((token) => vocabulary.includes(token));
}
