import type { CellConverter } from './cellConverter.js';

/**
 * A converter that is made when first needed, and made anew after the compiler has crashed or has
 * been interrupted halfway: stock's would fail on every cell from then on.
 */
export class RecoveringConverter implements CellConverter {
  private converter?: CellConverter;
  private isBusy = false;

  constructor(private readonly create: () => CellConverter) {}

  readonly convert: CellConverter['convert'] = (...args) =>
    this.use((converter) => converter.convert(...args));
  readonly inspect: CellConverter['inspect'] = (...args) =>
    this.use((converter) => converter.inspect(...args));
  readonly complete: CellConverter['complete'] = (...args) =>
    this.use((converter) => converter.complete(...args));
  readonly addModule: CellConverter['addModule'] = (...args) =>
    this.use((converter) => converter.addModule(...args));

  readonly close = (): void => {
    this.converter?.close();
    this.converter = undefined;
  };

  private use<Result>(work: (converter: CellConverter) => Result): Result {
    // Still busy: an interrupt ended the last piece of work, and no `catch` saw it.
    if (this.isBusy) this.close();
    this.isBusy = true;
    try {
      this.converter ??= this.create();
      return work(this.converter);
    } catch (error) {
      this.close();
      throw new Error('The TypeScript compiler itself failed; simplify what it was given.', {
        cause: error,
      });
    } finally {
      this.isBusy = false;
    }
  }
}
