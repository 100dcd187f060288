import { readVerified } from './verified';

/** A sentence of a film review. */
export interface MovieSnippet {
  readonly text: string;
  /** Whether it is favourable. */
  readonly positive: boolean;
  /** The mean of 20 or more people's ratings, from -4 to 4, and never between -1 and 1. */
  readonly rating: number;
}

/**
 * 4,000 sentences of film reviews in random order, half of them favourable (Pang and Lee, 2004;
 * rated by Hutto and Gilbert, 2014; MIT licence).
 *
 * @throws Error where the file is missing or was changed
 */
export function movieSnippets(): MovieSnippet[] {
  const lines = readVerified('movie-reviews', 'snippets.tsv').toString('utf8').trimEnd();
  return lines
    .split('\n')
    .slice(1)
    .map((line) => {
      const [label, rating, text] = line.split('\t');
      return { text, positive: label === '1', rating: Number(rating) };
    });
}
