const isLetter = (character: string | undefined) =>
  character !== undefined && character >= 'a' && character <= 'z';

export function tokenize(sentence: string, vocabulary: string[], punctuation?: boolean): string[] {
  const text = sentence.toLowerCase();
  const tokens: string[] = [];
  let word = '';
  for (let k = 0; k <= text.length; k++) {
    const joins = "'-".includes(text[k] ?? ' ') && isLetter(text[k - 1]) && isLetter(text[k + 1]);
    if (isLetter(text[k]) || joins) {
      word += text[k];
      continue;
    }
    if (word !== '') tokens.push(word);
    word = '';
    if (punctuation && k < text.length && '.,;:?!'.includes(text[k])) tokens.push(text[k]);
  }
  const known = new Set(vocabulary);
  const result = tokens.map((token) => (known.has(token) ? token : '<UNK>'));
  result.push('<EOS>');
  return result;
}
