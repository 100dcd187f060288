import { z } from 'zod';

const visibility = z.enum(['hidden', 'after_due_date', 'after_published', 'visible']);
const format = z.enum(['text', 'html', 'simple_format', 'md', 'ansi']);

/** The fields of Gradescope's results.json that ours has, as its Autograder Specifications say. */
export const gradescopeResults = z.strictObject({
  score: z.number(),
  execution_time: z.number(),
  output: z.string(),
  output_format: format,
  visibility,
  stdout_visibility: visibility,
  tests: z.array(
    z.strictObject({
      score: z.number(),
      max_score: z.number(),
      status: z.enum(['passed', 'failed']),
      name: z.string(),
      number: z.string(),
      output: z.string(),
      output_format: format,
      visibility,
      tags: z.array(z.string()),
    }),
  ),
});
