/** A failure that the reader can mend: `npm start` shows its one line, without a stack. */
export class Problem extends Error {
  override readonly name = 'Problem';
}
