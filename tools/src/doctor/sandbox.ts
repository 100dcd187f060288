import { openSandbox } from '../grade/sandbox/open.js';
import { SandboxUnavailable } from '../grade/sandbox/sandbox.js';
import { Stage } from '../grade/stage.js';
import type { Examination } from './finding.js';

/** Only who grades needs one: without it the rest of the course works. */
export const sandbox: Examination = {
  id: 'sandbox',
  title: 'Sandbox',
  async examine() {
    const stage = await Stage.create();
    try {
      const { kind } = await openSandbox(undefined, stage, 1);
      return { status: 'ok', found: `${kind}, ran the grader's program` };
    } catch (error) {
      if (!(error instanceof SandboxUnavailable)) throw error;
      return {
        status: 'warning',
        found: 'none works here: lessons do without, `unrolled grade` refuses',
        remedy: error.message.replaceAll(/\s*\n\s*/g, ' '),
      };
    } finally {
      await stage.remove();
    }
  },
};
