import { readVerified } from './verified';

/** The works that there are. */
export type ShakespeareTitle =
  | 'Hamlet'
  | 'Macbeth'
  | "A Midsummer Night's Dream"
  | 'Romeo and Juliet'
  | 'The Sonnets'
  | 'The Tempest';

const files: Readonly<Record<ShakespeareTitle, string>> = {
  Hamlet: 'hamlet.txt',
  Macbeth: 'macbeth.txt',
  "A Midsummer Night's Dream": 'midsummer-nights-dream.txt',
  'Romeo and Juliet': 'romeo-and-juliet.txt',
  'The Sonnets': 'sonnets.txt',
  'The Tempest': 'tempest.txt',
};

/** The titles that {@link shakespeare} knows. */
export const shakespeareTitles = Object.keys(files) as readonly ShakespeareTitle[];

/**
 * A play by William Shakespeare, or his 154 sonnets, line by line (public domain, from Project
 * Gutenberg); ASCII, with no blanks at the ends of lines.
 *
 * @throws RangeError where there is no such title, Error where the file is missing or was changed
 */
export function shakespeare(title: ShakespeareTitle): string {
  if (!Object.hasOwn(files, title)) {
    throw new RangeError(
      `shakespeare: there is no ${JSON.stringify(title)}, only ${shakespeareTitles.join(', ')}`,
    );
  }
  return readVerified('shakespeare', files[title]).toString('ascii').replace(/ +$/gm, '').trim();
}
