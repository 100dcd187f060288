/**
 * What a report says of hidden cases: that something is wrong and of what kind, and nothing of the
 * case. Here the learner's process is one that is right in the notebook's cases; then it is wrong,
 * and tells with every word it can all that it is given.
 */
import assert from 'node:assert/strict';
import { runInThisContext } from 'node:vm';
import { Matrix, Random } from 'unrolled';
import {
  type Case,
  drawCases,
  type Exercise,
  exercises,
  outcomeOf,
  visibleSeed,
} from 'unrolled/checks';
import type { Compiler } from '../../tools/src/grade/compile/compiler.js';
import { gradeExercise } from '../../tools/src/grade/gradeExercise.js';
import { toCsv } from '../../tools/src/grade/report/csv.js';
import { toGradescope } from '../../tools/src/grade/report/gradescope.js';
import { toJson } from '../../tools/src/grade/report/json.js';
import { toJunit } from '../../tools/src/grade/report/junit.js';
import { toPages } from '../../tools/src/grade/report/pages.js';
import type { ExerciseResult } from '../../tools/src/grade/results.js';
import { gradingLimits } from '../../tools/src/grade/sandbox/limits.js';
import { SandboxDied, type SandboxProcess } from '../../tools/src/grade/sandbox/process.js';
import { frame, FrameReader } from '../../tools/src/grade/wire/frames.js';
import { type Revive, WireError } from '../../tools/src/grade/wire/values.js';
import type { Request, WorkerOutcome } from '../../tools/src/grade/worker/requests.js';
import type { LearnersFunction } from '../exercises/solution.js';
import { load, variantsOf } from '../exercises/variant.js';

/** What the learner's process does in a hidden case, of which the text tells all. */
type Answer = (args: readonly unknown[], text: string) => WorkerOutcome;

/** Stands before all that the process says once it has seen a hidden case. */
const mark = 'LEAKED';

class Process {
  private calls = 0;
  private seen = '';

  constructor(
    private readonly exercise: Exercise,
    private readonly visible: readonly Case[],
    private readonly right: LearnersFunction,
    private readonly answer: Answer,
  ) {}

  readonly start = (): Promise<SandboxProcess> => {
    const process = {
      ask: (request: Request) =>
        this.ask(carried(request, (source) => runInThisContext(`(${source})`))),
      close: () => Promise.resolve(),
      secondsUsed: 0,
    };
    return Promise.resolve(process as unknown as SandboxProcess);
  };

  private ask(request: Request): Promise<unknown> {
    const { id } = request;
    if (request.kind === 'run') {
      const error = this.seen === '' ? null : { name: this.seen, message: this.seen };
      return Promise.resolve({ id, kind: 'ran', error, printed: this.seen });
    }
    const { args } = request;
    const isHidden = ++this.calls > this.visible.length;
    if (isHidden) this.seen = `${mark} ${leaves(args).join(' ')}`;
    const outcome = isHidden
      ? this.answer(args, this.seen)
      : outcomeOf(this.exercise, this.right, args);
    const answered = { id, kind: 'answered', printed: this.seen };
    try {
      return Promise.resolve(carried({ ...answered, outcome }));
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      return Promise.resolve({ ...answered, outcome: { kind: 'unsendable', what: error.message } });
    }
  }
}

/** As it is after a way through the pipe between grader and sandbox. */
function carried<T>(message: T, revive?: Revive): T {
  const [received] = new FrameReader(revive).push(frame(message));
  return received as T;
}

/** All numbers and texts in a value. */
function leaves(value: unknown): (number | string)[] {
  if (value instanceof Matrix) return [...value.data];
  if (typeof value === 'number' || typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leaves);
}

/** Ways of saying something, besides being wrong. */
const tellTales: Record<string, Answer> = {
  'throws it': (_args, text) => ({ kind: 'threw', name: text, message: text }),
  'returns it': (args, text) => ({ kind: 'returned', value: { [text]: text }, argsAfter: args }),
  'can’t send it': (_args, text) => ({ kind: 'unsendable', what: text }),
  'ends, and says it when it is run again': () => {
    throw new SandboxDied('exit', 'ended its process');
  },
};

/** Of every form that a result can have: matrices, numbers, texts, objects, lists of lists, draws. */
const chosen = [
  'multiply',
  'numerical-derivative',
  'build-vocabulary',
  'count-parameters',
  'tokenize',
  'rnn-forward',
  'lstm-cell-backward',
  'beam-search',
  'decode-spans',
  'complete-analogy',
  'tune-to-tokens',
  'sample-from',
  'tsne-step',
];

const kindOfThing =
  /^Right in the notebook's cases, but not in others: (this is what comes out when .+|\w+ (differs from what tf\.js computes|threw|returned|changes|ended) ?.*|after \w+ has failed .+)$/;

const compiler = {
  convert: () => Promise.resolve({ kind: 'converted', code: '', declarations: '', awaits: false }),
};

describe('feedback on hidden cases', function () {
  this.timeout(120_000);

  for (const exercise of exercises.filter(({ id }) => chosen.includes(id))) {
    it(`tells the kind and nothing else: ${exercise.id}`, async () => {
      const draw = (seed: number) => {
        const random = new Random(seed);
        return drawCases(exercise, random, exercise.layers(random));
      };
      const [visible, hidden] = [draw(visibleSeed), draw(1234)];
      const variants = variantsOf(exercise);
      const right = load(
        variants.find(({ name }) => name.startsWith('right-'))!,
        exercise,
      );
      const graded = (answer: Answer) =>
        gradeExercise(exercise, [[{ kind: 'own', name: 'own', source: '' }]], {
          compiler: compiler as unknown as Compiler,
          start: new Process(exercise, visible, right, answer).start,
          limits: gradingLimits(),
          visible,
          hidden: () => hidden,
          note: (text) => assert.ok(!text.includes(mark), text),
        });
      const answering =
        (solution: LearnersFunction): Answer =>
        (args) =>
          outcomeOf(exercise, solution, args);

      const full = await graded(answering(right));
      assert.equal(full.status, 'passed', full.message);
      const innocent = decimals(reportOf(full));
      const writing = await graded((args) => ({ ...answering(right)(args, ''), argsAfter: [] }));
      for (const { message } of writing.checks) {
        assert.match(message, /but not in others: \w+ changes its arguments$/);
      }
      const secrets = new Set(hidden.flatMap(({ args, expected }) => printed([args, expected])));

      const wrong = variants
        .filter(({ name }) => name.startsWith('wrong-'))
        // A case of draws is thousands of calls.
        .slice(0, exercise.draws ? 3 : undefined);
      const answers: [name: string, fails: readonly string[], answer: Answer][] = [
        ...Object.entries(tellTales).map(([name, answer]): [string, string[], Answer] => [
          name,
          exercise.checks.map(({ id }) => id),
          answer,
        ]),
        ...wrong.map((variant): [string, readonly string[], Answer] => [
          variant.name,
          variant.fails,
          answering(load(variant, exercise)),
        ]),
      ];
      for (const [name, fails, answer] of answers) {
        const result = await graded(answer);
        const report = reportOf(result);
        assert.ok(!report.includes(mark), `${name}: what the process said is in the report`);
        const told = [...decimals(report)].filter(
          (number) => !innocent.has(number) && secrets.has(number),
        );
        assert.deepEqual(told, [], `${name}: numbers of a hidden case are in the report`);
        for (const { id, status, score, message, mistake } of result.checks) {
          assert.equal(status !== 'passed', fails.includes(id), `${name}: ${id} ${status}`);
          if (status === 'passed') continue;
          assert.equal(score, 0);
          assert.match(message, kindOfThing, name);
          // Of numbers and texts it says none, but those of the known mistake, which anybody may read.
          const ours = message.replace(mistake ?? '', '').replaceAll(exercise.functionName, '');
          assert.doesNotMatch(ours, /[\d"]/, name);
        }
      }
    });
  }
});

/** A whole report of one exercise, as one text. */
function reportOf(exercise: ExerciseResult): string {
  const { score, max } = exercise;
  const result = {
    student: 'ada',
    lesson: '02-recurrent-networks',
    score,
    max,
    status: 'graded' as const,
    message: '',
    notes: [],
    adjustments: [],
    exercises: [{ ...exercise, seconds: 0 }],
  };
  const pages = [...toPages([result, result], undefined).values()];
  return [...pages, ...[toCsv, toJson, toJunit].map((to) => to([result])), toGradescope(result)].join('\n'); // prettier-ignore
}

function decimals(text: string): Set<string> {
  return new Set(text.match(/\d+\.\d+(e[-+]\d+)?/g));
}

/** The ways in which somebody may print the numbers that are not whole. */
function printed(value: unknown): string[] {
  return leaves(value).flatMap((leaf) => {
    if (typeof leaf !== 'number' || Number.isInteger(leaf) || !Number.isFinite(leaf)) return [];
    const size = Math.abs(leaf);
    return [String(size), ...[3, 4, 5, 6].flatMap((n) => [size.toPrecision(n), size.toFixed(n)])];
  });
}
