// fails: punctuation
export function tokenize(sentence: string, vocabulary: string[], punctuation = false): string[] {
  const tokens = sentence.toLowerCase().match(/[a-z]+(?:['-][a-z]+)*/g) ?? [];
  void punctuation;
  return [...tokens, '<EOS>'].map((token) => (vocabulary.includes(token) ? token : '<UNK>'));
}
