import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { NotebookError, parseJson } from '../notebook/notebook.js';
import { CourseProblem } from './problem.js';

// Each message says what is expected: it stands behind "but expected".
const points = z.union(
  [z.int().min(1).max(1000), z.record(z.string(), z.number().min(0).max(1000))],
  'a whole number from 1 to 1000, or the points of single checks such as {"values": 2}',
);

const only = (fields: string) => (issue: { code: string }) =>
  issue.code === 'unrecognized_keys' ? `only ${fields}` : `an object with ${fields}`;

/** A teacher's course.json; docs/course.schema.json says it too. */
export const courseSettings = z.strictObject(
  {
    $schema: z.string('the address of a JSON Schema').optional(),
    lessons: z
      .array(z.string('the name of a lesson'), 'a list of lessons')
      .min(1, 'at least one lesson, or no such field')
      .refine((names) => new Set(names).size === names.length, 'each lesson once')
      .optional()
      .describe(
        'The lessons of the course in its order, by name, such as "02-recurrent-networks"; your own, too. Without it, all that there are.',
      ),
    exercises: z
      .record(
        z.string(),
        z.strictObject(
          {
            points: points
              .optional()
              .describe(
                'Whole points, shared out among its checks as they are in the kit; or the points of single checks, by their names.',
              ),
            tolerance: z
              .number('a number from 0.001 to 1000')
              .min(0.001, 'a number from 0.001 to 1000')
              .max(1000, 'a number from 0.001 to 1000')
              .optional()
              .describe(
                'So many times as much as in the kit may a result differ from that of tf.js.',
              ),
          },
          { error: only('points, tolerance') },
        ),
        'an object with a field for each exercise',
      )
      .optional()
      .describe('What is to be otherwise than in the kit, by exercise.'),
    deadlines: z
      .record(
        z.string(),
        z.iso.datetime({
          offset: true,
          error: 'a date and time with its zone, such as 2026-10-12T23:59:00+02:00',
        }),
        'an object with a field for each lesson',
      )
      .optional()
      .describe('Until when a lesson may be handed in, by lesson.'),
    latePenalty: z
      .number('a number from 0 to 100')
      .min(0, 'a number from 0 to 100')
      .max(100, 'a number from 0 to 100')
      .optional()
      .describe('What each day late costs, in percent of the points reached; 10 without it.'),
  },
  { error: only('lessons, exercises, deadlines, latePenalty') },
);
export type CourseSettings = z.infer<typeof courseSettings>;

/** The JSON Schema of course.json. */
export function courseSchema(): string {
  const schema = { title: 'course.json of Unrolled', ...z.toJSONSchema(courseSettings) };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/**
 * Reads a course.json; where there is none, nothing is otherwise than in the kit.
 * @throws CourseProblem with the file, the field, what was found and what was expected
 */
export async function readSettings(file: string): Promise<CourseSettings> {
  let raw: unknown;
  try {
    raw = parseJson(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    if (!(error instanceof NotebookError)) throw error;
    throw new CourseProblem(`${file}: ${error.message}`);
  }
  const { data, error } = courseSettings.safeParse(raw);
  if (data) return data;
  const problems = error.issues.map((issue) => {
    const { path, message } = issue;
    const found =
      issue.code === 'unrecognized_keys'
        ? `the field ${issue.keys.map((key) => `"${key}"`).join(', ')}`
        : shown(path.reduce<unknown>((value, key) => (value as Fields)[key], raw));
    const place = path.length === 0 ? '' : `${placeOf(path)}: `;
    return `${file}: ${place}found ${found}, but expected ${message}`;
  });
  throw new CourseProblem(problems.join('\n'));
}

type Fields = Record<PropertyKey, unknown>;

/** As one would write it: `deadlines["02-recurrent-networks"]`, `exercises["multiply"].points`. */
function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((key, depth) => {
      if (typeof key === 'number') return `[${key}]`;
      const name = String(key);
      if (depth === 1 || !/^\w+$/.test(name)) return `["${name}"]`;
      return depth === 0 ? name : `.${name}`;
    })
    .join('');
}

const longestShown = 80;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
