import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  adjust,
  AdjustmentError,
  readLateness,
  readManualPoints,
} from '../../tools/src/grade/adjustments.js';
import type { SubmissionResult } from '../../tools/src/grade/results.js';

const lessons = ['02-recurrent-networks', '09-lstm'];

function graded(student: string, score: number): SubmissionResult {
  const exercise = { id: 'rnn-forward', score, max: 5, status: 'partial' as const };
  return {
    student,
    lesson: '02-recurrent-networks',
    score,
    max: 5,
    status: 'graded',
    message: '',
    notes: [],
    adjustments: [],
    exercises: [{ ...exercise, message: '', checks: [], printed: '', seconds: 0 }],
  };
}

describe('corrections by the teacher', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unrolled-corrections-'));
    file = join(folder, 'corrections.csv');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const manual = async (text: string) => {
    await writeFile(file, text);
    return readManualPoints(file, lessons);
  };
  const late = async (text: string) => {
    await writeFile(file, text);
    return readLateness(file, lessons);
  };

  it('replace an exercise’s points or are added, then lateness is taken off; the file stays', async () => {
    const text =
      '\ufeffstudent,lesson,exercise,points,comment\r\n' +
      'ada,02,rnn-forward,4,"clear idea, small slip"\r\n' +
      '"ada",02-recurrent-networks,,1,\r\n';
    const points = await manual(text);
    assert.equal(await readFile(file, 'utf8'), text);
    const days = await late('student,lesson,days\nada,02,1.5\nbob,02,30\n');
    const results = adjust([graded('ada', 2), graded('bob', 3), graded('cleo', 1)], {
      manual: points,
      late: days,
      percentPerDay: 10,
    });
    assert.deepEqual(
      results.map(({ score }) => score),
      [(2 + 2 + 1) * 0.8, 0, 1],
    );
    assert.deepEqual(results[0].adjustments, [
      { kind: 'manual', points: 2, message: 'rnn-forward: 4 instead of 2, clear idea, small slip' },
      { kind: 'manual', points: 1, message: 'given by hand' },
      { kind: 'late', points: -1, message: '2 days late, 10 % a day' },
    ]);
    assert.deepEqual(results[2].adjustments, []);
  });

  it('say where a file is wrong', async () => {
    const header = 'student,lesson,exercise,points,comment\n';
    for (const [text, message] of [
      [`${header}ada,02,rnn-forward,many,\n`, /csv:2: points must be a number/],
      [`${header}ada,02,,1,\nada,77,,1,\n`, /csv:3: there is no lesson 77 among .*09-lstm/],
      [`${header}ada,02,,1,\nada,02,,2,\n`, /csv:3: says again what line 2 says/],
      [`${header},02,,1,\n`, /csv:2: student must not be empty/],
      [`${header}ada,02,,,\n`, /csv:2: points must not be empty/],
      [`${header}ada,02\n`, /csv: .*2/],
      ['student,lesson,points,comment\nada,02,1,\n', /csv:2: there is no column exercise/],
    ] as const) {
      await assert.rejects(manual(text), (error: Error) => {
        assert(error instanceof AdjustmentError);
        assert.match(error.message, message);
        return true;
      });
    }
    await assert.rejects(late('student,lesson,days\nada,02,-1\n'), /days must not be negative/);
    await assert.rejects(readLateness(join(folder, 'none'), lessons), /none can't be read: ENOENT/);
  });

  it('are refused for what was not handed in, and for more points than there are', () => {
    const row = { student: 'ada', lesson: '02-recurrent-networks', points: 1, comment: '' };
    const give = (change: object) => () =>
      adjust([graded('ada', 2)], { manual: [{ ...row, ...change }], late: [], percentPerDay: 10 });
    assert.throws(give({ student: 'eve' }), /eve has handed in no 02-recurrent-networks/);
    assert.throws(give({ exercise: 'lstm' }), /no exercise lstm; there are rnn-forward/);
    assert.throws(give({ exercise: 'rnn-forward', points: 6 }), /which has 0 to 5/);
    assert.equal(give({ points: -9 })()[0].score, 0);
  });
});
