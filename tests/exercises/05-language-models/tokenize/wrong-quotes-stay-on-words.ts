// fails: words, inner-marks
// says: where no letter stands on both sides
export function tokenize(sentence: string, vocabulary: string[], punctuation = false): string[] {
  const pattern = punctuation ? /[a-z'-]+|[.,;:?!]/g : /[a-z'-]+/g;
  const tokens = sentence.toLowerCase().match(pattern) ?? [];
  return [...tokens, '<EOS>'].map((token) => (vocabulary.includes(token) ? token : '<UNK>'));
}
