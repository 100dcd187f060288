/** Which part of the data: nothing that the test part is made of occurs in the training part. */
export type Part = 'train' | 'test';

/**
 * So many different examples.
 *
 * @param caller what error messages call the generator
 * @param key examples with the same key are the same
 * @throws RangeError where count is no whole number, or there are hardly so many different ones
 */
export function drawDistinct<T>(
  caller: string,
  count: number,
  draw: () => T,
  key: (example: T) => string,
): T[] {
  checkCount(caller, count);
  const examples = new Map<string, T>();
  for (let repeated = 0; examples.size < count;) {
    const example = draw();
    const name = key(example);
    repeated = examples.has(name) ? repeated + 1 : 0;
    examples.set(name, example);
    if (repeated === 1000) {
      throw new RangeError(
        `${caller}: ${count} different examples were asked for, but after ${examples.size} nothing ` +
          'new came in 1000 draws',
      );
    }
  }
  return [...examples.values()];
}

/** @throws RangeError where count is no whole number */
export function checkCount(caller: string, count: number): void {
  if (!Number.isInteger(count) || count < 0) {
    throw new RangeError(`${caller}: count is ${count}, but must be a whole number from 0 up`);
  }
}
