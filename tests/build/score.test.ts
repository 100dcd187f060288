import assert from 'node:assert/strict';
import { exercises } from 'unrolled/checks';
import { withScorer } from '../../tools/src/build/score.js';
import type { Notebook } from '../../tools/src/notebook/notebook.js';
import { Course, edited, lesson } from './fixture.js';

describe('grading a lesson while it is built', function () {
  this.timeout(120_000);

  it('passes a right reference with its stub, and names what is wrong with others', async () => {
    const finished = edited('add-bias', (text) =>
      // The student is given the whole function, with a region that is never reached.
      text
        .replace('  // BEGIN SOLUTION\n', '')
        .replace(
          '  return sum;\n',
          '  if (Z.rows >= 0) return sum;\n  // BEGIN SOLUTION\n  return b;\n',
        ),
    );
    const wrong = edited('add-bias', (text) => text.replace('+ b.get', '- b.get'));
    const broken = edited('add-bias', (text) => text.replace('Z.rows, Z.cols', 'Z.lines'));
    const found = await withScorer(exercises, (score) => {
      const build = async (source: Notebook) => {
        const course = await Course.of(source);
        try {
          return (await course.build({ score })).map(({ message }) => message);
        } finally {
          await course.remove();
        }
      };
      return Promise.all([lesson(), wrong, broken, finished].map(build));
    });
    const [ofRight, ofWrong, ofBroken, ofFinished] = found;
    assert.deepEqual(ofRight, []);
    assert.equal(ofWrong?.length, 1);
    assert.match(
      ofWrong[0] ?? '',
      /^exercise add-bias: the reference scores 0 of 2: .*when the bias is subtracted/,
    );
    assert.equal(ofBroken?.length, 1);
    assert.match(ofBroken[0] ?? '', /^exercise add-bias: the reference scores 0 of 2: .*lines/s);
    assert.deepEqual(ofFinished, [
      'exercise add-bias: the stub scores 2 of 2, but must score nothing',
    ]);
  });
});
