import assert from 'node:assert/strict';
import {
  type Content,
  needPython,
  ourKernel,
  root,
  stockKernel,
  TestKernel,
} from './testKernel.js';

/** What a lesson's notebook does, in short. */
const notebook = [
  "import { Matrix, matmul } from 'unrolled';\nimport { display } from 'tslab';",
  'function square(A: Matrix): Matrix {\n  return matmul(A, A);\n}',
  'const A = Matrix.from([[1, 2], [3, 4]]);\nconsole.log(square(A).toArray());',
  "display.html('<b>shown</b>');",
  'square(A)',
];

describe('kernel: the same notebook under tslab as it comes', function () {
  this.timeout(120_000);

  before(function () {
    needPython(this);
  });

  it('prints and shows the same', async () => {
    const [ours, stock] = await Promise.all(
      [ourKernel, stockKernel].map((argv) => TestKernel.runNotebook(notebook, root, argv)),
    );
    assert.ok(ours && stock);
    assert.deepEqual(texts(ours), texts(stock));
    assert.match(texts(ours).at(-1) ?? '', /7 +10/);
    assert.match(texts(ours).at(-2) ?? '', /shown/);
  });

  it('runs every cell that nbclient sends, errors allowed', async () => {
    const cells = ["throw new Error('first')", 'const x: number = ""', "console.log('ran')"];
    const outputs = await TestKernel.runNotebook(cells, root, ourKernel);
    assert.deepEqual(
      outputs.map(([output]) => output?.ename ?? output?.text),
      ['Error', 'TypeScriptError', 'ran\n'],
    );
  });
});

/** Of each cell, what a reader sees: stock prints the last value, ours makes it the result. */
function texts(outputs: Content[][]): string[] {
  return outputs.map((cell) =>
    cell
      .map(({ text, data }) => text ?? String(data?.['text/html'] ?? data?.['text/plain']))
      .join('')
      .trimEnd(),
  );
}
