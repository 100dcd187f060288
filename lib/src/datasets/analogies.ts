import type { Analogy } from '../embeddings/analogies';
import { readVerified } from './verified';

/** Analogy questions of one kind, such as countries' capitals. */
export interface AnalogyCategory {
  readonly name: string;
  readonly questions: readonly Analogy[];
}

/**
 * 19,544 analogies in 14 categories (Mikolov, Chen, Corrado and Dean, 2013): Athens is to Greece as
 * Baghdad is to Iraq. Those named gram… ask for grammar.
 *
 * @param options further settings
 * @param options.lowercase as most embeddings have their words
 * @throws Error where the file is missing or was changed
 */
export function analogyQuestions({ lowercase = true } = {}): AnalogyCategory[] {
  const text = readVerified('analogies', 'questions-words.txt').toString('ascii');
  const categories: { name: string; questions: Analogy[] }[] = [];
  for (const line of text.trimEnd().split('\n')) {
    if (line.startsWith(': ')) categories.push({ name: line.slice(2), questions: [] });
    else {
      const [a, b, c, d] = (lowercase ? line.toLowerCase() : line).split(' ');
      categories.at(-1)?.questions.push([a, b, c, d]);
    }
  }
  return categories;
}
