/** What is said where notebooks are graded in this process. */
export const finishing = 'Finishing the notebooks under way; once more stops at once.';

/** A signal that the first Ctrl-C or SIGTERM aborts, with these words; the second ends the process. */
export function stoppedByUser(words: string): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      console.error(`\n${words}`);
      stop.abort();
    });
  }
  return stop.signal;
}
