// fails: words, inner-marks, punctuation
// says: capital letters are kept
export function tokenize(sentence: string, vocabulary: string[], punctuation = false): string[] {
  const words = /[A-Za-z]+(?:['-][A-Za-z]+)*/g;
  const wordsAndMarks = /[A-Za-z]+(?:['-][A-Za-z]+)*|[.,;:?!]/g;
  const tokens = sentence.match(punctuation ? wordsAndMarks : words) ?? [];
  return [...tokens, '<EOS>'].map((token) => (vocabulary.includes(token) ? token : '<UNK>'));
}
