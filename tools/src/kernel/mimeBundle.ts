import { inspect } from 'node:util';

/** One value in several formats, under their MIME types; a front end shows the best it can. */
export type MimeBundle = Record<string, unknown>;

/**
 * A value with this method is shown as the bundle that it returns, when it is a cell's last value.
 * The symbol is the one that Deno's kernel uses.
 */
const displaySymbol = Symbol.for('Jupyter.display');

/** A cell's last value as its result shows it. Stock prints it to stdout. */
export async function toMimeBundle(value: unknown): Promise<MimeBundle> {
  if (!isDisplayable(value)) return { 'text/plain': inspect(value) };
  const bundle = await value[displaySymbol]();
  return { 'text/plain': inspect(value), ...bundle };
}

interface Displayable {
  [displaySymbol](): MimeBundle | Promise<MimeBundle>;
}

function isDisplayable(value: unknown): value is Displayable {
  const mayHaveMethods = typeof value === 'object' && value !== null;
  return mayHaveMethods && typeof (value as Displayable)[displaySymbol] === 'function';
}
