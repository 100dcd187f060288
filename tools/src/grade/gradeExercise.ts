import { type Case, type Exercise, judge, type NamedCheck, type Verdict } from 'unrolled/checks';
import type { Compiler } from './compile/compiler.js';
import { type CompiledCell, compilePlan, Unrunnable } from './compilePlan.js';
import type { CallOutcome } from './learner.js';
import { pointsOf } from './lesson.js';
import type { PlannedCell } from './plan.js';
import { shortened } from './printable.js';
import type { CheckResult, ExerciseResult } from './results.js';
import type { GradingLimits } from './sandbox/limits.js';
import { SandboxDied, type SandboxProcess } from './sandbox/process.js';
import { explain, Session } from './session.js';
import { Foreign } from './wire/values.js';

/** What grading one exercise needs. */
export interface Tools {
  readonly compiler: Compiler;
  /** A fresh sandbox that has what the exercise allows. */
  readonly start: () => Promise<SandboxProcess>;
  readonly limits: GradingLimits;
  /** The same cases for everybody, as in the notebook. */
  readonly visible: readonly Case[];
  /** Drawn for this submission, from the secret seed. */
  readonly hidden: () => readonly Case[];
  readonly note: (text: string) => void;
}

type Judgement = Pick<CheckResult, 'status' | 'message' | 'mistake'>;

/**
 * Grades one exercise: compiles its cells (of the first plan that compiles), runs them in a fresh sandbox, puts one case at a time,
 * and compares the answers here with those of tf.js. A check is passed where the notebook's cases
 * and the hidden ones agree.
 */
export async function gradeExercise(
  exercise: Exercise,
  plans: readonly (readonly PlannedCell[])[],
  { compiler, start, limits, visible, hidden, note }: Tools,
): Promise<ExerciseResult> {
  const begun = performance.now();
  const secondsSince = () => (performance.now() - begun) / 1000;
  const compiled = await compileFirst(plans, compiler, limits.compile.allSeconds, note);
  if (compiled instanceof Unrunnable) {
    const { message } = compiled;
    return summarize(exercise, () => ({ status: 'error', message }), '', secondsSince());
  }
  const session = new Session(compiled, start, limits.run, note);
  try {
    const judgements = new Map<NamedCheck, Judgement>();
    for (const one of visible) {
      if (hasFailed(judgements.get(one.check))) continue;
      judgements.set(one.check, await judgeCase(one, session, visibleWords));
    }
    // From here on the learner's process knows what no report may show.
    session.stopListening();
    for (const one of hidden()) {
      if (hasFailed(judgements.get(one.check))) continue;
      judgements.set(one.check, await judgeCase(one, session, hiddenWords));
    }
    const judgementOf = (check: NamedCheck) => {
      const judgement = judgements.get(check);
      if (judgement) return judgement;
      throw new RangeError(`${exercise.id}: the check ${check.id} draws no cases`);
    };
    return summarize(exercise, judgementOf, session.printed, secondsSince());
  } finally {
    await session.close();
  }
}

/** The first of the plans whose own cell compiles, or else what is wrong with it in the first. */
async function compileFirst(
  [first, ...others]: readonly (readonly PlannedCell[])[],
  compiler: Compiler,
  seconds: number,
  note: (text: string) => void,
): Promise<CompiledCell[] | Unrunnable> {
  try {
    return await compilePlan(first, compiler, seconds, note);
  } catch (error) {
    if (!(error instanceof Unrunnable)) throw error;
    const rest = others.length > 0 ? await compileFirst(others, compiler, seconds, note) : error;
    return rest instanceof Unrunnable ? error : rest;
  }
}

/** The result of an exercise whose solution cell was left as it was: nothing runs. */
export function missing(exercise: Exercise): ExerciseResult {
  const message = `${exercise.functionName} was not written.`;
  return summarize(exercise, () => ({ status: 'missing', message }));
}

function hasFailed(judgement: Judgement | undefined): boolean {
  return judgement !== undefined && judgement.status !== 'passed';
}

type Answer = Exclude<CallOutcome, { kind: 'undefined' }>;

/** How a report speaks of a case that went wrong. */
interface Words {
  /** There is no answer. */
  readonly stopped: (functionName: string, error: Unrunnable | SandboxDied) => string;
  readonly wrong: (functionName: string, answer: Answer, verdict: Verdict) => string;
}

async function judgeCase(one: Case, session: Session, words: Words): Promise<Judgement> {
  const { functionName } = one.exercise;
  let outcome: CallOutcome;
  try {
    outcome = await session.call(one.exercise, one.args);
  } catch (error) {
    if (!(error instanceof Unrunnable || error instanceof SandboxDied)) throw error;
    return { status: 'error', message: words.stopped(functionName, error) };
  }
  if (outcome.kind === 'undefined') {
    return { status: 'error', message: `The cell does not define ${functionName}.` };
  }
  const verdict = judgeOutcome(one, outcome);
  return verdict.passed
    ? { status: 'passed', message: '' }
    : {
        status: 'failed',
        message: words.wrong(functionName, outcome, verdict),
        mistake: verdict.mistake,
      };
}

function judgeOutcome(one: Case, outcome: Answer): Verdict {
  const { functionName } = one.exercise;
  const failed = (message: string) => ({ passed: false, message, rows: [] });
  if (outcome.kind === 'unsendable') {
    return failed(`${functionName} returned something that ${outcome.what}`);
  }
  if (outcome.kind === 'returned' && outcome.value instanceof Foreign) {
    return failed(`${functionName} returned ${outcome.value.what}`);
  }
  return judge(one, outcome);
}

/** What is wrong and where, in the cases that are in the notebook. */
const visibleWords: Words = {
  stopped: (functionName, error) =>
    error instanceof Unrunnable ? error.message : `${functionName} ${explain(error)}`,
  wrong: (_functionName, _answer, verdict) => {
    const places = verdict.rows.flatMap(({ firstWrong }) =>
      firstWrong
        ? [
            `First wrong: ${firstWrong.at}: yours ${firstWrong.yours.toPrecision(6)}, ` +
              `tf.js ${firstWrong.expected.toPrecision(6)}.`,
          ]
        : [],
    );
    return [verdict.message, ...places.slice(0, 5)].join('\n');
  },
};

/**
 * What kind of thing is wrong in a hidden case: our words only, because what the learner's process
 * says may hold the case.
 */
const hiddenWords: Words = {
  stopped: (functionName, error) =>
    inOthers(
      error instanceof Unrunnable
        ? `after ${functionName} has failed in one, its cell can't be run again`
        : `${functionName} ${explain(error)}`,
    ),
  wrong: (functionName, { kind }, { mistake, changesArguments, rows }) => {
    if (mistake !== undefined) return inOthers(`this is what comes out when ${mistake}`);
    if (changesArguments) return inOthers(`${functionName} changes its arguments`);
    if (rows.length > 0) return inOthers(`${functionName} differs from what tf.js computes`);
    const kinds = {
      threw: 'threw an error',
      promise: 'returned a promise',
      unsendable: 'returned something far too large',
      returned: 'returned something of the wrong form',
    };
    return inOthers(`${functionName} ${kinds[kind]}`);
  },
};

function inOthers(found: string): string {
  return `Right in the notebook's cases, but not in others: ${found}`;
}

function summarize(
  exercise: Exercise,
  judgementOf: (check: NamedCheck) => Judgement,
  printed = '',
  seconds = 0,
): ExerciseResult {
  const checks = exercise.checks.map((check) => {
    const judgement = { ...judgementOf(check), message: shortened(judgementOf(check).message) };
    const score = judgement.status === 'passed' ? check.points : 0;
    return { id: check.id, title: check.title, score, max: check.points, ...judgement };
  });
  return {
    id: exercise.id,
    score: checks.reduce((sum, check) => sum + check.score, 0),
    max: pointsOf([exercise]),
    status: overall(checks),
    message: overallMessage(checks),
    checks,
    printed,
    seconds,
  };
}

function overall(checks: readonly CheckResult[]): ExerciseResult['status'] {
  const all = (status: CheckResult['status']) => checks.every((check) => check.status === status);
  if (all('passed')) return 'passed';
  if (checks.some((check) => check.status === 'passed')) return 'partial';
  if (all('missing')) return 'missing';
  return all('error') ? 'error' : 'failed';
}

function overallMessage(checks: readonly CheckResult[]): string {
  const lacking = checks.filter((check) => check.status !== 'passed');
  if (lacking.length === 0)
    return checks.length === 1 ? 'Passed.' : `All ${checks.length} checks passed.`;
  const messages = new Set(lacking.map((check) => check.message));
  if (messages.size === 1 && lacking.length === checks.length) return lacking[0].message;
  return lacking.map(({ title, message }) => `${title}: ${message}`).join('\n');
}
