/** There is nothing to grade; the message says why, for the report. */
export class SubmissionError extends Error {
  override readonly name = 'SubmissionError';
}
