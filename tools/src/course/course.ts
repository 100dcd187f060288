import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import type { CourseExercises, Exercise } from 'unrolled/checks';
import { lessonMetadata } from '../notebook/metadata.js';
import { findLessons, lessonsIn, type LessonFile } from '../notebook/lessons.js';
import { courseFolder, settingsFile } from './folder.js';
import { CourseProblem } from './problem.js';
import { readSettings, type CourseSettings } from './settings.js';

const require = createRequire(import.meta.url);

/** The kit's lessons and exercises, with what a teacher has added, left out and chosen. */
export interface Course {
  /** The kit's folder. */
  readonly root: string;
  /** The teacher's own, where there is one. */
  readonly folder?: string;
  /** The sources, in the course's order. None in an unpacked student.zip, which has no sources. */
  readonly lessons: readonly LessonFile[];
  /** Those that are there, but not in the course. */
  readonly leftOut: readonly LessonFile[];
  /** What learners' copies are made from: the sources, or the copies that the archive came with. */
  readonly given: readonly LessonFile[];
  /** Every exercise, whether or not its lesson is in the course. */
  readonly exercises: readonly Exercise[];
  /** The same with the points and tolerances that they have in their files: sources have those. */
  readonly written: readonly Exercise[];
  readonly settings: CourseSettings;
}

/**
 * Looks at the kit and at the teacher's folder.
 * @param root the kit's folder
 * @throws CourseProblem where something in the teacher's folder is wrong: which file, where, what
 */
export async function openCourse(root: string): Promise<Course> {
  // tf.js takes a second to load: not for `--help`, which loads every command.
  const { choose, exercises: kit } = await import('unrolled/checks');
  const kitLessons = await findLessons(root);
  const copies = await lessonsIn(join(root, 'build/student'));
  const givenFor = (lessons: readonly LessonFile[]) => (lessons.length > 0 ? lessons : copies);
  const folder = courseFolder(root);
  if (folder === undefined) {
    const lessons = { lessons: kitLessons, leftOut: [], given: givenFor(kitLessons) };
    return { root, ...lessons, exercises: kit, written: kit, settings: {} };
  }
  const file = settingsFile(folder);
  const settings = await readSettings(file);
  // The compilers, for those who need them.
  const { compileExercises } = await import('./compile.js');
  const { own, choices } = require(await compileExercises(root, folder)) as CourseExercises;
  const ownLessons = await lessonsIn(join(folder, 'notebooks'));
  const written = [...kit, ...own];
  const all = byName([...kitLessons, ...ownLessons]);
  const names = [...all.keys()];
  // An unpacked student.zip has no sources, and is asked for none.
  const hasSources = names.length > 0;
  const library = Object.keys(await import('unrolled'));
  const problems = own.flatMap((exercise) => problemsOf(exercise, kit, library));
  if (problems.length > 0) throw new CourseProblem(`in ${folder}:\n  ${problems.join('\n  ')}`);
  const wanted = hasSources ? (settings.lessons ?? names) : [];
  const lessons = wanted.map((name, i) => {
    const lesson = all.get(name);
    if (lesson) return lesson;
    throw noLesson(`${file}: lessons[${i}]`, name, names);
  });
  for (const name of Object.keys(settings.deadlines ?? {}))
    if (hasSources && !wanted.includes(name)) throw noLesson(`${file}: deadlines`, name, wanted);
  try {
    const exercises = choose(written, choices);
    const leftOut = [...all.values()].filter((lesson) => !lessons.includes(lesson));
    const given = givenFor(lessons);
    return { root, folder, lessons, leftOut, given, written, settings, exercises };
  } catch (error) {
    if (error instanceof RangeError) throw new CourseProblem(`${file}: ${error.message}`);
    throw error;
  }
}

/** Sorted; of two lessons with one name the later one, the teacher's, takes the other's place. */
function byName(lessons: readonly LessonFile[]): ReadonlyMap<string, LessonFile> {
  const sorted = [...lessons].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return new Map(sorted.map((lesson) => [lesson.name, lesson]));
}

function noLesson(place: string, name: string, names: readonly string[]): CourseProblem {
  return new CourseProblem(`${place}: found "${name}", but expected a lesson: ${names.join(', ')}`);
}

/** What no type can say. Whether its lesson holds it, `unrolled tidy` looks at. */
function problemsOf(
  { id, lesson, allowed, checks, own }: Exercise,
  kit: readonly Exercise[],
  library: readonly string[],
): string[] {
  const file = basename(own!.file, '.ts');
  const unknown = allowed.filter((name) => !library.includes(name));
  const isLesson = lessonMetadata.shape.lesson.safeParse(lesson).success;
  return [
    ...(id === file ? [] : [`its id is "${id}", but its file's name says "${file}"`]),
    ...(kit.some((one) => one.id === id) ? ['the kit has an exercise of this name'] : []),
    ...(isLesson ? [] : [`its lesson "${lesson}" is not named like 02-recurrent-networks`]),
    ...(unknown.length > 0 ? [`allowed: unrolled does not export ${unknown.join(', ')}`] : []),
    ...(checks.length > 0 ? [] : ['it has no checks']),
  ].map((problem) => `${join('checks', `${file}.ts`)}: ${problem}`);
}
