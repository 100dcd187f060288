import type { Compiler } from './compile/compiler.js';
import type { PlannedCell } from './plan.js';

/** A cell that is ready to run. */
export interface CompiledCell extends PlannedCell {
  readonly code: string;
  readonly awaits: boolean;
}

/** The course's own cells don't compile or run: no student's fault, and nothing to be graded. */
export class CourseError extends Error {
  override readonly name = 'CourseError';
}

/** The exercise's own cell can't be run; the message is for the student. */
export class Unrunnable extends Error {
  override readonly name = 'Unrunnable';
}

/**
 * Compiles cells one after the other, each in the context of those before it. Cells that don't
 * compile are left out with a note, as the kernel leaves them out, except those below.
 *
 * @param seconds after these, added cells are left out.
 * @throws Unrunnable where the exercise's own cell does not compile.
 * @throws CourseError where a cell of the course does not compile.
 */
export async function compilePlan(
  plan: readonly PlannedCell[],
  compiler: Compiler,
  seconds: number,
  note: (text: string) => void,
): Promise<CompiledCell[]> {
  const compiled: CompiledCell[] = [];
  let declarations = '';
  const until = Date.now() + 1000 * seconds;
  for (const cell of plan) {
    if (cell.kind === 'added' && Date.now() > until) {
      note(`${cell.name} did not run: compiling took longer than ${seconds} seconds.`);
      continue;
    }
    const conversion = await compiler.convert(declarations, cell.source);
    if (conversion.kind === 'converted') {
      declarations = conversion.declarations;
      compiled.push({ ...cell, code: conversion.code, awaits: conversion.awaits });
    } else if (cell.kind === 'own') {
      throw new Unrunnable(`The cell does not compile.\n${conversion.message}`);
    } else if (cell.kind === 'course' && compiled.every(({ kind }) => kind === 'course')) {
      throw new CourseError(`${cell.name} does not compile: ${conversion.message}`);
    } else if (cell.kind !== 'earlier') {
      // What is wrong with an earlier solution has been said where that is graded.
      note(`${cell.name} did not run, because it does not compile. ${conversion.message}`);
    }
  }
  return compiled;
}
