import { createRequire } from 'node:module';
import ts from 'typescript';
import { Random } from 'unrolled';
import type { Exercise } from 'unrolled/checks';

export type LearnersFunction = (...args: readonly unknown[]) => unknown;

/**
 * What the text of a solution exports. It may import from `unrolled` wherever it lies, as the cells of
 * a notebook may.
 */
export function exportsOf(text: string): Record<string, LearnersFunction> {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported: Record<string, LearnersFunction> = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the course's own solutions
  new Function('require', 'exports', outputText)(createRequire(import.meta.url), exported);
  return exported;
}

/**
 * The arguments of the cases that `drawCases` gives for this seed and fresh layers, drawn anew, so
 * that a solution that changes them is found out.
 */
export function drawArguments(exercise: Exercise, seed: number): (readonly unknown[])[] {
  const random = new Random(seed);
  const layers = exercise.layers(random);
  return exercise.checks.flatMap((check) => check.cases(random, layers));
}
