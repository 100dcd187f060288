import type { Command } from 'commander';
import { AdjustmentError } from './adjustments.js';
import { LessonError } from './lesson.js';
import { QueueUnavailable } from './queue/unavailable.js';
import { SandboxUnavailable } from './sandbox/sandbox.js';
import { SeedError } from './seed.js';

/** Errors that whoever gave the command can mend; the message says all about it. */
function isMisuse(error: unknown): error is Error {
  return [RangeError, SeedError, LessonError, SandboxUnavailable, AdjustmentError].some(
    (kind) => error instanceof kind,
  );
}

/**
 * Does what a command was asked for, and says in a line what keeps it from that where somebody can
 * mend it: it ends with 2 for misuse, with 1 where the queue can't be used. All else is thrown.
 */
export async function orTell(command: Command, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof QueueUnavailable) {
      console.error(`error: ${error.message}`);
      process.exitCode = 1;
      return;
    }
    if (!isMisuse(error)) throw error;
    command.error(`error: ${error.message}`);
  }
}
