import { z } from 'zod';
import { checkResult, exerciseResult, type SubmissionResult } from '../results.js';

/** grades.json, whose form is part of the course's promise; docs/grades.schema.json says it too. */
export const gradesFile = z.object({
  version: z.literal(1),
  submissions: z.array(
    z.object({
      student: z.string(),
      lesson: z.string().describe("'' where no notebook was found"),
      score: z.number().describe('adjustments included'),
      max: z.number(),
      status: z.enum(['graded', 'error']),
      message: z.string().describe("why it could not be graded, or ''"),
      adjustments: z
        .array(
          z.object({
            kind: z.enum(['manual', 'late']),
            points: z.number().describe('what was added; negative where points were lost'),
            message: z.string(),
          }),
        )
        .describe("the teacher's, in the order in which they were applied"),
      exercises: z.array(
        z.object({
          ...exerciseResult.pick({ id: true, score: true, max: true, status: true, message: true })
            .shape,
          checks: z.array(
            checkResult.pick({
              id: true,
              score: true,
              max: true,
              status: true,
              message: true,
              mistake: true,
            }),
          ),
        }),
      ),
    }),
  ),
});
export type GradesFile = z.infer<typeof gradesFile>;

/** The JSON Schema of grades.json. */
export function gradesSchema(): string {
  const schema = { title: 'grades.json of `unrolled grade`', ...z.toJSONSchema(gradesFile) };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** grades.json: scores and messages for other programs. */
export function toJson(results: readonly SubmissionResult[]): string {
  // Parsing leaves out what the form does not promise, such as what a cell printed.
  const file = gradesFile.parse({ version: 1, submissions: results });
  return `${JSON.stringify(file, null, 2)}\n`;
}
