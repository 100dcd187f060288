import type { Exercise } from './exercise';
import type { Outcome } from './judge';

/**
 * Calls a learner's function with the arguments of a case, which it may spoil; where it draws, once
 * for each entry of the last argument.
 */
export function outcomeOf(
  { draws }: Exercise,
  learnersFunction: (...args: never) => unknown,
  args: readonly unknown[],
): Outcome {
  const call = learnersFunction as (...args: readonly unknown[]) => unknown;
  try {
    const value = draws ? answersOf(call, args) : call(...args);
    if (value instanceof Promise) {
      // It is judged as a promise; what becomes of it later must not fail another cell.
      value.catch(() => undefined);
      return { kind: 'promise' };
    }
    return { kind: 'returned', value, argsAfter: args };
  } catch (error) {
    return error instanceof Error
      ? { kind: 'threw', name: error.name, message: error.message }
      : { kind: 'threw', name: 'a value', message: String(error) };
  }
}

/** All answers; or the first one that is a promise, which ends the calls. */
function answersOf(call: (...args: readonly unknown[]) => unknown, args: readonly unknown[]) {
  const answers: unknown[] = [];
  for (const entry of args[args.length - 1] as readonly unknown[]) {
    const answer = call(...args.slice(0, -1), entry);
    if (answer instanceof Promise) return answer;
    answers.push(answer);
  }
  return answers;
}
