/** The queue can't be reached, or does not let us in; the message says which and why. */
export class QueueUnavailable extends Error {
  override readonly name = 'QueueUnavailable';
}
