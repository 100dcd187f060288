/** A run that a sequence has in common with one of a corpus. */
export interface CopiedRun {
  readonly length: number;
  /** Where it begins in the sequence. */
  readonly start: number;
  /** In which sequence of the corpus it stands, and where it begins there. */
  readonly source: number;
  readonly sourceStart: number;
}

/**
 * The longest run of a sequence that stands, word for word, in one of the corpus: the n-gram of
 * largest n that was copied. Of equally long ones the first; its length is 0 where nothing was
 * copied.
 *
 * @param sequence tokens of any kind that `===` can compare
 * @param corpus what the sequence may have been copied from
 */
export function longestCopy<Token>(
  sequence: readonly Token[],
  corpus: readonly (readonly Token[])[],
): CopiedRun {
  let longest: CopiedRun = { length: 0, start: 0, source: 0, sourceStart: 0 };
  corpus.forEach((other, source) => {
    // How long a run ends just before: in the sequence at i, in the other at each place.
    let runs = Array<number>(other.length + 1).fill(0);
    sequence.forEach((token, i) => {
      runs = [0, ...other.map((candidate, j) => (candidate === token ? runs[j] + 1 : 0))];
      runs.forEach((length, end) => {
        if (length <= longest.length) return;
        longest = { length, start: i + 1 - length, source, sourceStart: end - length };
      });
    });
  });
  return longest;
}
