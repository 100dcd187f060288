import type { Context } from 'mocha';

/**
 * Skips a test that lacks something, with its reason; where CI=true, fails it instead, because there
 * everything is installed.
 */
export function needs(test: Context, present: boolean, reason: string): void {
  if (present) return;
  if (process.env['CI'] === 'true') throw new Error(`must not be skipped in CI: ${reason}`);
  console.log(`      skipped: ${reason}`);
  test.skip();
}
