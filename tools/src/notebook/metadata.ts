import { z } from 'zod';
import type { Cell, Notebook } from './notebook.js';

/** nbgrader's cell metadata, schema version 3: exactly its fields, it refuses others. */
export const nbgraderMetadata = z.strictObject({
  schema_version: z.literal(3),
  grade: z.boolean(),
  solution: z.boolean(),
  locked: z.boolean(),
  task: z.boolean().optional(),
  grade_id: z
    .string()
    .regex(/^[a-zA-Z0-9_-]+$/, 'a grade_id is letters, digits, hyphens or underscores'),
  points: z.number().nonnegative().optional(),
  cell_type: z.enum(['code', 'markdown', 'raw']).optional(),
  checksum: z.string().length(32).optional(),
});
export type NbgraderMetadata = z.infer<typeof nbgraderMetadata>;

/** Our own cell metadata, beside nbgrader's: what part a code cell plays in an exercise. */
export const cellMetadata = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('solution'), exercise: z.string() }),
  z.strictObject({ role: z.literal('check'), exercise: z.string() }),
  z.strictObject({ role: z.literal('setup') }),
]);
export type CellMetadata = z.infer<typeof cellMetadata>;

/** Our own notebook metadata. */
export const lessonMetadata = z.strictObject({
  /** The file's name without its ending. */
  lesson: z.string().regex(/^\d\d-[a-z0-9-]+$/, 'a lesson is named like 02-recurrent-networks'),
  title: z.string().min(1),
});
export type LessonMetadata = z.infer<typeof lessonMetadata>;

/** The cell's nbgrader metadata; `undefined` where it has none, or none that nbgrader accepts. */
export function nbgraderOf(cell: Cell): NbgraderMetadata | undefined {
  return nbgraderMetadata.safeParse(cell.metadata['nbgrader']).data;
}

/** What part the cell plays in an exercise; `undefined` where it plays none. */
export function roleOf(cell: Cell): CellMetadata | undefined {
  return cellMetadata.safeParse(cell.metadata['unrolled']).data;
}

/** Which lesson the notebook is; `undefined` where it does not say so properly. */
export function lessonOf(notebook: Notebook): LessonMetadata | undefined {
  return lessonMetadata.safeParse(notebook.metadata['unrolled']).data;
}

/** Whether the cell has this tag, such as `timing`. */
export function hasTag(cell: Cell, tag: string): boolean {
  const tags = cell.metadata['tags'];
  return Array.isArray(tags) && tags.includes(tag);
}
