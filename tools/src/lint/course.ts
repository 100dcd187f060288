import { join, relative } from 'node:path';
import { findLessons, readLesson } from '../notebook/lessons.js';
import type { Notebook } from '../notebook/notebook.js';
import type { ExerciseOutline } from '../tidy/tidyNotebook.js';

/** A lesson's source. */
export interface SourceLesson {
  /** The file's name without its ending: `05-language-models`. */
  readonly name: string;
  /** From the course's folder: `notebooks/05-language-models.ipynb`. */
  readonly file: string;
  readonly path: string;
  readonly notebook: Notebook;
}

/** All lessons, by which each is judged: links lead from one to another. */
export interface Course {
  readonly root: string;
  /** `notebooks/` */
  readonly folder: string;
  readonly exercises: readonly ExerciseOutline[];
  /** In order. */
  readonly lessons: readonly SourceLesson[];
}

/** @throws NotebookError where a lesson is no notebook. */
export async function readCourse(
  root: string,
  exercises: readonly ExerciseOutline[],
): Promise<Course> {
  const lessons = (await findLessons(root)).map(async (lesson) => ({
    name: lesson.name,
    path: lesson.path,
    file: relative(root, lesson.path),
    notebook: await readLesson(root, lesson),
  }));
  return { root, folder: join(root, 'notebooks'), exercises, lessons: await Promise.all(lessons) };
}
