import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Exercise } from 'unrolled/checks';
import { exportsOf, type LearnersFunction } from './solution.js';

/** A right or a wrong solution of an exercise, as `variants.test.ts` describes them. */
export interface Variant {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** Empty for a right one. */
  readonly fails: readonly string[];
  readonly says?: string;
}

export function variantsOf({ lesson, id, own }: Exercise): Variant[] {
  const folder = own
    ? join(dirname(own.file), '../variants', id)
    : join(import.meta.dirname, lesson, id);
  return readdirSync(folder).map((name) => {
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    const fails = /^\/\/ fails: (.+)$/m.exec(text)?.[1].split(', ') ?? [];
    return { name, path, text, fails, says: /^\/\/ says: (.+)$/m.exec(text)?.[1] };
  });
}

export function load({ path, text }: Variant, { functionName }: Exercise): LearnersFunction {
  const exported = exportsOf(text);
  assert.equal(typeof exported[functionName], 'function', `${path} exports no ${functionName}`);
  return exported[functionName];
}
