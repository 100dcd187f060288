import assert from 'node:assert/strict';
import { clusterMistakes } from '../../tools/src/grade/mistakes.js';

describe('mistakes of a class', () => {
  const submission = (student: string, message: string, mistake?: string) => ({
    student,
    lesson: '02-recurrent-networks',
    exercises: [
      {
        id: 'rnn-forward',
        score: 0,
        max: 3,
        status: 'partial' as const,
        message: '',
        checks: [
          { id: 'values', score: 2, max: 2, status: 'passed' as const, message: '' },
          { id: 'ragged', score: 0, max: 1, status: 'failed' as const, message, mistake },
        ],
      },
    ],
  });

  it('are one where the known mistake is, or the words but for their numbers', () => {
    const clusters = clusterMistakes([
      submission('ada', 'a<2> is 0.31', undefined),
      submission('bob', 'this is what comes out …', 'lengths is ignored'),
      submission('cleo', 'first at 7', 'lengths is ignored'),
      submission('dan', 'a<13> is -4e-5\nmore', undefined),
      submission('eve', 'threw TypeError', undefined),
      submission('flo', 'others', 'lengths is ignored'),
    ]);
    assert.deepEqual(
      clusters.map(({ what, isKnown, students }) => [what, isKnown, students.join(' ')]),
      [
        ['lengths is ignored', true, 'bob cleo flo'],
        ['a<…> is …', false, 'ada dan'],
        ['threw TypeError', false, 'eve'],
      ],
    );
  });
});
