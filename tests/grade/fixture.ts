import { exerciseById } from 'unrolled/checks';
import { studentCopy } from '../../tools/src/build/studentCopy.js';
import { type Lesson, readLesson } from '../../tools/src/grade/lesson.js';
import type { Cell, CodeCell, Notebook } from '../../tools/src/notebook/notebook.js';

/** A short lesson of real exercises, the second of which calls what the first defines. */
export const lessonId = '02-recurrent-networks';
const exercises = ['rnn-cell-forward', 'rnn-forward', 'dense-forward'].map(exerciseById);

export const solutions = {
  'rnn-cell-forward': `function rnnCellForward(xt: Matrix, aPrev: Matrix, { Wax, Waa, ba }: Parameters): Matrix {
  // BEGIN SOLUTION
  return tanh(add(matmul(Waa, aPrev), matmul(Wax, xt), ba));
  // END SOLUTION
}`,
  'rnn-forward': `function rnnForward(x: Matrix[], a0: Matrix, parameters: Parameters, lengths?: number[]): Matrix[] {
  // BEGIN SOLUTION
  const a: Matrix[] = [];
  let aPrev = a0;
  x.forEach((xt, t) => {
    const at = rnnCellForward(xt, aPrev, parameters);
    lengths?.forEach((length, j) => {
      if (t < length) return;
      for (let i = 0; i < at.rows; i++) at.set(i, j, aPrev.get(i, j));
    });
    a.push(at);
    aPrev = at;
  });
  return a;
  // END SOLUTION
}`,
  'dense-forward': `function denseForward(at: Matrix, { Wya, by }: { Wya: Matrix; by: Matrix }, activation: 'softmax' | 'sigmoid'): Matrix {
  // BEGIN SOLUTION
  const z = add(matmul(Wya, at), by);
  return activation === 'softmax' ? softmax(z) : sigmoid(z);
  // END SOLUTION
}`,
};
export type ExerciseId = keyof typeof solutions;

export function code(id: string, source: string, metadata: Record<string, unknown> = {}): CodeCell {
  return { cell_type: 'code', id, metadata, source, outputs: [], execution_count: null };
}

function nbgrader(gradeId: string, flags: { grade: boolean; solution: boolean; locked: boolean }) {
  return { schema_version: 3, task: false, cell_type: 'code', grade_id: gradeId, ...flags };
}

/** The lesson as its author writes it. */
export function source(): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { unrolled: { lesson: lessonId, title: 'A fixture' } },
    cells: [
      { cell_type: 'markdown', id: 'title', metadata: {}, source: '# A fixture' },
      code(
        'setup',
        "import { Matrix, add, matmul, sigmoid, softmax, tanh } from 'unrolled';\n" +
          'interface Parameters { Wax: Matrix; Waa: Matrix; ba: Matrix }',
        {
          nbgrader: nbgrader('setup', { grade: false, solution: false, locked: true }),
          unrolled: { role: 'setup' },
        },
      ),
      code('checks', "import { check, tf } from 'unrolled/checks';"),
      ...exercises.flatMap(({ id, functionName }) => [
        code(id, solutions[id as ExerciseId], {
          nbgrader: nbgrader(id, { grade: false, solution: true, locked: false }),
          unrolled: { role: 'solution', exercise: id },
        }),
        code(`${id}-check`, `await check('${id}', ${functionName}, {});`, {
          nbgrader: {
            ...nbgrader(`${id}-check`, { grade: true, solution: false, locked: true }),
            points: 1,
          },
          unrolled: { role: 'check', exercise: id },
        }),
      ]),
    ],
  };
}

/** The lesson as a student gets it. */
export function handedOut(): Notebook {
  return studentCopy(source(), exercises);
}

export function lesson(): Lesson {
  return readLesson(source(), handedOut(), exercises);
}

/** A notebook with these solution cells, and the lesson's own solutions for the others. */
export function submission(own: Partial<Record<ExerciseId, string>> = {}): Notebook {
  return withSources(handedOut(), { ...solutions, ...own });
}

/** The notebook with the text of some cells replaced. */
export function withSources(notebook: Notebook, sources: Record<string, string>): Notebook {
  return {
    ...notebook,
    cells: notebook.cells.map((cell) => ({ ...cell, source: sources[cell.id] ?? cell.source })),
  };
}

/** The notebook with cells inserted before the one of that id. */
export function withCells(notebook: Notebook, before: string, ...cells: Cell[]): Notebook {
  const index = notebook.cells.findIndex((cell) => cell.id === before);
  return { ...notebook, cells: notebook.cells.toSpliced(index, 0, ...cells) };
}

/** The notebook without the cells of these ids. */
export function withoutCells(notebook: Notebook, ...ids: string[]): Notebook {
  return { ...notebook, cells: notebook.cells.filter((cell) => !ids.includes(cell.id)) };
}
