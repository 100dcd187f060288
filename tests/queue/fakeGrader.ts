import { setTimeout as sleep } from 'node:timers/promises';
import type { AnyGrader } from '../../tools/src/grade/batch.js';
import type { Lesson } from '../../tools/src/grade/lesson.js';
import type { Grade } from '../../tools/src/grade/results.js';
import { gradingLimits } from '../../tools/src/grade/sandbox/limits.js';
import type { Notebook } from '../../tools/src/notebook/notebook.js';

/** Not secret: it opens nothing but a test's queue. */
export const seed = Buffer.alloc(32, 5);

/** A notebook that a {@link fakeGrader} treats as its text says: `3`, `3 slow`, `deadly`. */
export function notebook(what: string): Notebook {
  const cell = { cell_type: 'markdown' as const, id: 'what', metadata: {}, source: what };
  return { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] };
}

/** A lesson without exercises, so that a worker need not load tf.js. */
export const lesson: Lesson = {
  id: '02-recurrent-networks',
  source: notebook('the lesson'),
  student: notebook('the lesson'),
  exercises: [],
};

/** The grade that a {@link fakeGrader} gives to `notebook('3')`: three points. */
export function points(score: number): Grade {
  return { score, max: 12, exercises: [], notes: [] };
}

/** Gives as many points as the notebook says, so that no answer can be taken for another. */
export function fakeGrader(onBegin: (what: string) => void): AnyGrader {
  return {
    limits: gradingLimits(),
    sandbox: { kind: 'none' },
    grade: async (_, { cells }) => {
      const what = cells[0].source;
      onBegin(what);
      if (what.includes('deadly')) process.kill(process.pid, 'SIGKILL');
      if (what.includes('slow')) await sleep(1500);
      if (what.includes('troubled')) throw new Error('no memory');
      return points(Number.parseInt(what));
    },
    close: () => Promise.resolve(),
  };
}
