import { AdjustmentError } from './adjustments.js';
import { LessonError } from './lesson.js';
import { SandboxUnavailable } from './sandbox/sandbox.js';
import { SeedError } from './seed.js';

/** Errors that whoever gave the command can mend; the message says all about it. */
export function isMisuse(error: unknown): error is Error {
  return [RangeError, SeedError, LessonError, SandboxUnavailable, AdjustmentError].some(
    (kind) => error instanceof kind,
  );
}
