/** Says on a terminal how far the trials are, in one line that is gone when they are done. */
export function tellTrials(done: number, of: number): void {
  if (!process.stderr.isTTY) return;
  const line = done < of ? `Running changed notebooks: ${done} of ${of} done` : '';
  process.stderr.write(`\r\x1b[K${line}`);
}
