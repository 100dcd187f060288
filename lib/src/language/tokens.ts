/**
 * A text's words, in order: runs of letters and digits, with apostrophes and hyphens inside.
 *
 * @param options how to read
 * @param options.punctuation whether . , ; : ? ! and the like become tokens of their own
 * @param options.lowercase whether "The" and "the" are one word
 * @see Ng, *Sequence Models*, "Language Model and Sequence Generation"
 */
export function wordTokens(
  text: string,
  { punctuation = false, lowercase = true }: { punctuation?: boolean; lowercase?: boolean } = {},
): string[] {
  const words = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/u;
  const either = punctuation
    ? new RegExp(`${words.source}|[\\p{P}\\p{S}]`, 'gu')
    : new RegExp(words, 'gu');
  return (lowercase ? text.toLowerCase() : text).match(either) ?? [];
}

/** A text's characters, in order; one that needs two code units (an emoji) is one token. */
export function characterTokens(text: string): string[] {
  return [...text];
}

/**
 * A text's sentences: cut after . ! or ? where white space and no lower-case letter follow, but not
 * after a title such as "Mr.".
 */
export function sentences(text: string): string[] {
  return text
    .replace(/\s+/g, ' ')
    .split(/(?<=[.!?]["”’']?)(?<!\b(?:Mr|Mrs|Dr|St|Messrs)\.) (?=[^\p{Ll}])/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
