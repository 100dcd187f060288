import { createHash, createHmac } from 'node:crypto';
import { Random } from 'unrolled';
import { type Case, drawCases, type Exercise, visibleSeed } from 'unrolled/checks';
import type { Notebook } from '../notebook/notebook.js';
import { Compiler, ConversionCache } from './compile/compiler.js';
import { gradeExercise, missing } from './gradeExercise.js';
import { type Lesson, pointsOf } from './lesson.js';
import { cellsToRun } from './plan.js';
import { type RebuiltCell, rebuild } from './rebuild.js';
import { shortened } from './printable.js';
import type { ExerciseResult, Grade } from './results.js';
import { type GradingLimits, type LimitChoices, gradingLimits } from './sandbox/limits.js';
import { openSandbox } from './sandbox/open.js';
import { SandboxProcess } from './sandbox/process.js';
import type { Sandbox, SandboxKind } from './sandbox/sandbox.js';
import { Stage } from './stage.js';

export interface GraderOptions {
  /** The one to use; without it the best one that works here. */
  readonly sandbox?: SandboxKind;
  /** How many notebooks are graded at the same time. */
  readonly jobs: number;
  /** Hidden cases are drawn from it; without it there are none. */
  readonly seed?: Uint8Array;
  /** Where they differ from the usual ones. */
  readonly limits?: Partial<LimitChoices>;
}

/** One place where a notebook is graded: a warm compiler, and the numbers of its sandboxes. */
interface Desk {
  readonly slot: number;
  readonly compiler: Compiler;
}

/** Hidden cases are drawn so many times, with layers of other sizes. */
const hiddenDraws = 2;

/** Grades notebooks, several at a time, each exercise in a fresh sandbox. */
export class Grader {
  private readonly visible = new Map<string, readonly Case[]>();
  private readonly idle: Desk[];
  private readonly waiting: ((desk: Desk) => void)[] = [];

  private constructor(
    readonly sandbox: Sandbox,
    readonly limits: GradingLimits,
    private readonly stage: Stage,
    private readonly seed: Uint8Array | undefined,
    private readonly desks: readonly Desk[],
  ) {
    this.idle = [...desks];
  }

  /** @throws SandboxUnavailable where submissions can't be contained here. */
  static async start({
    sandbox: kind,
    jobs,
    seed,
    limits: choices,
  }: GraderOptions): Promise<Grader> {
    const limits = gradingLimits(choices);
    const stage = await Stage.create();
    try {
      const sandbox = await openSandbox(kind, stage, 2 * jobs, limits.run);
      const cache = new ConversionCache();
      const desks = Array.from({ length: jobs }, (_, i) => {
        const start = async () =>
          SandboxProcess.start(
            sandbox.command(await stage.compiler(), limits.compile, 2 * i),
            limits.compile,
          );
        return {
          slot: 2 * i + 1,
          compiler: new Compiler(start, cache, limits.compile.stepSeconds),
        };
      });
      return new Grader(sandbox, limits, stage, seed, desks);
    } catch (error) {
      await stage.remove();
      throw error;
    }
  }

  /**
   * Grades one notebook.
   * @throws CourseError where the lesson's own cells fail, SandboxFailed where a sandbox can't be
   *   started: nobody's work has been judged then.
   */
  async grade(lesson: Lesson, submission: Notebook): Promise<Grade> {
    const desk = this.idle.pop() ?? (await new Promise<Desk>((free) => this.waiting.push(free)));
    try {
      return await this.gradeAt(desk, lesson, submission);
    } finally {
      const next = this.waiting.shift();
      if (next) next(desk);
      else this.idle.push(desk);
    }
  }

  /** Ends what runs and removes what was staged. */
  async close(): Promise<void> {
    await Promise.all(this.desks.map(({ compiler }) => compiler.close()));
    await this.stage.remove();
  }

  private async gradeAt(desk: Desk, lesson: Lesson, submission: Notebook): Promise<Grade> {
    const { cells, notes } = rebuild(lesson, submission);
    const digest = digestOf(submission);
    const allNotes = new Set(notes);
    const failed = new Set<string>();
    const exercises: ExerciseResult[] = [];
    for (const exercise of lesson.exercises) {
      const result = await this.gradeOne(desk, exercise, cells, digest, failed, allNotes);
      if (result.status !== 'passed') failed.add(exercise.id);
      exercises.push(result);
    }
    return {
      score: exercises.reduce((sum, { score }) => sum + score, 0),
      max: pointsOf(lesson.exercises),
      exercises,
      notes: firstOf([...allNotes]),
    };
  }

  private async gradeOne(
    { slot, compiler }: Desk,
    exercise: Exercise,
    cells: readonly RebuiltCell[],
    digest: string,
    failed: ReadonlySet<string>,
    notes: Set<string>,
  ): Promise<ExerciseResult> {
    const plan = cellsToRun(cells, exercise, failed);
    const isWritten = cells.some(
      (cell) => cell.kind === 'solution' && cell.exercise === exercise.id && cell.written,
    );
    // Someone may have written the function in a cell of their own.
    const isElsewhere = plan.some(
      ({ kind, source }) => kind === 'added' && source.includes(exercise.functionName),
    );
    if (!isWritten && !isElsewhere) return missing(exercise);
    const program = await this.stage.worker(exercise.allowed);
    const { run } = this.limits;
    const plans = failed.size > 0 ? [plan, cellsToRun(cells, exercise, failed, true)] : [plan];
    const result = await gradeExercise(exercise, plans, {
      compiler,
      start: () => SandboxProcess.start(this.sandbox.command(program, run, slot), run),
      limits: this.limits,
      visible: this.visibleCases(exercise),
      hidden: () => this.hiddenCases(exercise, digest),
      note: (text) => notes.add(shortened(text)),
    });
    return isWritten || result.score > 0 ? result : missing(exercise);
  }

  private visibleCases(exercise: Exercise): readonly Case[] {
    let cases = this.visible.get(exercise.id);
    if (!cases) {
      const layers = exercise.layers(new Random(visibleSeed));
      cases = drawCases(exercise, new Random(visibleSeed), layers);
      this.visible.set(exercise.id, cases);
    }
    return cases;
  }

  /** Nobody without the seed can foresee them, and the same notebook always gets the same. */
  private hiddenCases(exercise: Exercise, digest: string): Case[] {
    const { seed } = this;
    if (seed === undefined) return [];
    return Array.from({ length: hiddenDraws }, (_, draw) => {
      const hmac = createHmac('sha256', seed);
      const random = new Random(hmac.update(JSON.stringify([exercise.id, digest, draw])).digest());
      return drawCases(exercise, random, exercise.layers(random));
    }).flat();
  }
}

const mostNotes = 200;

/** As many notes as somebody may read. */
function firstOf(notes: readonly string[]): string[] {
  const left = notes.length - mostNotes;
  return left > 0 ? [...notes.slice(0, mostNotes), `… and ${left} more.`] : [...notes];
}

/** What the notebook says, whatever its outputs. */
function digestOf({ cells }: Notebook): string {
  const texts = cells.map((cell) => [cell.cell_type, cell.id, cell.source]);
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex');
}
