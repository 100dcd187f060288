// fails: words, inner-marks, punctuation
// says: cut at its spaces only
export function tokenize(sentence: string, vocabulary: string[], punctuation = false): string[] {
  const text = punctuation ? sentence.replace(/[.,;:?!]/g, ' $& ') : sentence;
  const tokens = text.toLowerCase().trim().split(/\s+/);
  return [...tokens, '<EOS>'].map((token) => (vocabulary.includes(token) ? token : '<UNK>'));
}
