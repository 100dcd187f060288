import { exerciseById } from 'unrolled/checks';
import { studentCopy } from '../../tools/src/build/studentCopy.js';
import type { CodeCell, Notebook } from '../../tools/src/notebook/notebook.js';
import { code, withSources } from '../grade/fixture.js';

/** A lesson of two short exercises: the first is attacked, the second answered honestly. */
export const lessonId = '00-getting-started';
export const exercises = ['add-bias', 'multiply'].map(exerciseById);
export const attacked = 'add-bias';

export const solutions: Readonly<Record<string, string>> = {
  'add-bias': `function addBias(Z: Matrix, b: Matrix): Matrix {
  // BEGIN SOLUTION
  const sum = Matrix.zeros(Z.rows, Z.cols);
  for (let i = 0; i < Z.rows; i++) {
    for (let j = 0; j < Z.cols; j++) sum.set(i, j, Z.get(i, j) + b.get(i, 0));
  }
  return sum;
  // END SOLUTION
}`,
  multiply: `function multiply(A: Matrix, B: Matrix): Matrix {
  // BEGIN SOLUTION
  const C = Matrix.zeros(A.rows, B.cols);
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < B.cols; j++) {
      let sum = 0;
      for (let k = 0; k < A.cols; k++) sum += A.get(i, k) * B.get(k, j);
      C.set(i, j, sum);
    }
  }
  return C;
  // END SOLUTION
}`,
};

export function source(): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { unrolled: { lesson: lessonId, title: 'A lesson to be attacked' } },
    cells: [
      cell('setup', "import { Matrix } from 'unrolled';", { role: 'setup' }, { locked: true }),
      ...exercises.flatMap(({ id, functionName, checks }) => [
        cell(id, solutions[id], { role: 'solution', exercise: id }, { solution: true }),
        cell(
          `${id}-check`,
          `await check('${id}', ${functionName}, {});`,
          { role: 'check', exercise: id },
          {
            grade: true,
            locked: true,
            points: checks.reduce((sum, { points }) => sum + points, 0),
          },
        ),
      ]),
    ],
  };
}

function cell(id: string, text: string, unrolled: object, flags: object): CodeCell {
  const usual = { schema_version: 3, cell_type: 'code', task: false, grade: false };
  const nbgrader = { ...usual, locked: false, solution: false, grade_id: id, ...flags };
  return code(id, text, { nbgrader, unrolled });
}

/** The lesson as students get it. */
export const handedOut = (): Notebook => studentCopy(source(), exercises);

/** All right, but for these cells. */
export const handedIn = (own: Readonly<Record<string, string>> = {}): Notebook =>
  withSources(handedOut(), { ...solutions, ...own });
