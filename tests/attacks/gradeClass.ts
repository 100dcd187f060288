import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { openCourse } from '../../tools/src/course/course.js';
import { run } from '../../tools/src/grade/run.js';
import type { SandboxKind } from '../../tools/src/grade/sandbox/sandbox.js';
import { serialize } from '../../tools/src/notebook/notebook.js';
import type { Attack } from './attack.js';
import { lessonId, source } from './lesson.js';

/** A row of grades.json. */
export interface Row {
  readonly student: string;
  readonly score: number;
  readonly status: string;
  readonly message: string;
  readonly exercises: readonly { id: string; score: number; status: string; message: string }[];
}

export interface Graded {
  readonly rows: ReadonlyMap<string, Row>;
  /** Rows, should one student have several. */
  readonly count: number;
  readonly isComplete: boolean;
  /** The report's files, by their paths. */
  readonly report: ReadonlyMap<string, string>;
  readonly seed: string;
  readonly seconds: number;
}

/**
 * Grades a class as `unrolled grade` does, in a course of its own.
 * @param folder where everything is written, temporary files too; all of it is removed
 * @param seconds what one cell or call may take
 */
export async function gradeClass(
  folder: string,
  sandbox: SandboxKind,
  students: readonly Attack[],
  seconds: number,
): Promise<Graded> {
  const course = await mkdtemp(join(folder, 'course-'));
  const temporary = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    await mkdir(join(course, 'notebooks'));
    await writeFile(join(course, 'notebooks', `${lessonId}.ipynb`), serialize(source()));
    const submissions = join(course, 'submissions');
    for (const { files } of students) {
      for (const [path, content] of Object.entries(files)) {
        const file = join(submissions, path);
        await mkdir(dirname(file), { recursive: true });
        if (typeof content === 'function') content(file);
        else await writeFile(file, content);
      }
    }
    const out = join(course, 'report');
    const begun = performance.now();
    const { isComplete } = await run({
      course: await openCourse(course),
      submissions,
      out,
      lessons: [],
      sandbox,
      limits: { seconds },
      fileTimes: false,
      jobs: 2,
      signal: new AbortController().signal,
      stderr: new PassThrough().resume() as unknown as NodeJS.WriteStream,
    });
    const report = new Map<string, string>();
    for (const path of await readdir(out, { recursive: true })) {
      if (/\.\w+$/.test(path)) report.set(path, await readFile(join(out, path), 'utf8'));
    }
    const { submissions: rows } = JSON.parse(report.get('grades.json') ?? '') as {
      submissions: Row[];
    };
    return {
      rows: new Map(rows.map((row) => [row.student, row])),
      count: rows.length,
      isComplete,
      report,
      seed: (await readFile(join(course, '.unrolled/seed'), 'utf8')).trim(),
      seconds: (performance.now() - begun) / 1000,
    };
  } finally {
    if (temporary === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = temporary;
    await rm(course, { recursive: true, force: true });
  }
}
