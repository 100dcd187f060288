// fails: words, inner-marks, unknown, punctuation
// says: EOS stands at the beginning
export function tokenize(sentence: string, vocabulary: string[], punctuation = false): string[] {
  const words = /[a-z]+(?:['-][a-z]+)*/g;
  const wordsAndMarks = /[a-z]+(?:['-][a-z]+)*|[.,;:?!]/g;
  const tokens = sentence.toLowerCase().match(punctuation ? wordsAndMarks : words) ?? [];
  return ['<EOS>', ...tokens].map((token) => (vocabulary.includes(token) ? token : '<UNK>'));
}
