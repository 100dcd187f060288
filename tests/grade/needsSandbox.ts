import type { Context } from 'mocha';
import { openSandbox } from '../../tools/src/grade/sandbox/open.js';
import { SandboxUnavailable } from '../../tools/src/grade/sandbox/sandbox.js';
import { Stage } from '../../tools/src/grade/stage.js';
import { needs } from '../support/needs.js';

/** Skips tests where no sandbox works, with the reason; in CI they fail. */
export async function needsSandbox(test: Context): Promise<void> {
  const stage = await Stage.create();
  try {
    await openSandbox(undefined, stage, 1);
  } catch (error) {
    if (!(error instanceof SandboxUnavailable)) throw error;
    needs(test, false, error.message);
  } finally {
    await stage.remove();
  }
}
