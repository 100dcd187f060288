import { join } from 'node:path';
import { z } from 'zod';
import { runPython } from '../build/python.js';
import { courseRoot } from '../courseRoot.js';
import type { Examination } from './finding.js';
import { lastLine } from './python.js';

const resultFormat = z.object({
  status: z.string(),
  said: z.string(),
  startSeconds: z.number(),
  cellSeconds: z.number(),
});

export const kernel: Examination = {
  id: 'kernel',
  title: 'TypeScript kernel',
  async examine() {
    const remedy =
      'Run `npm run setup`, which writes its kernelspec and compiles it, and this again; if it stays so, see what `npm start` prints when you open a notebook.';
    let output = '';
    try {
      const script = join(courseRoot, 'tools', 'src', 'doctor', 'kernel.py');
      await runPython([script], { onLine: (line) => (output = line) });
    } catch (error) {
      return { status: 'problem', found: `does not run a cell: ${lastLine(error)}`, remedy };
    }
    const result = resultFormat.parse(JSON.parse(output));
    return result.status === 'ok' && result.said === '42'
      ? {
          status: 'ok',
          found: `started in ${result.startSeconds} s, ran a cell in ${result.cellSeconds} s`,
        }
      : { status: 'problem', found: `answered a cell with: ${result.said || 'nothing'}`, remedy };
  },
};
