// fails: unknown
export function tokenize(sentence: string, vocabulary: string[], punctuation = false): string[] {
  const words = /[a-z]+(?:['-][a-z]+)*/g;
  const wordsAndMarks = /[a-z]+(?:['-][a-z]+)*|[.,;:?!]/g;
  const numbers: Record<string, number> = {};
  vocabulary.forEach((token, i) => (numbers[token] = i));
  const tokens = sentence.toLowerCase().match(punctuation ? wordsAndMarks : words) ?? [];
  return [...tokens, '<EOS>'].map((token) => (token in numbers ? token : '<UNK>'));
}
