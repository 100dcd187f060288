import { Console } from 'node:console';
import { Writable } from 'node:stream';

const longest = 16_384;

/**
 * Sends what a learner prints to a string instead of the pipe that carries the answers.
 *
 * @returns a function that takes what has been printed since it was last called, cut where it is
 *   long.
 */
export function capturePrinting(): () => string {
  let printed = '';
  let left = 0;
  const capture = new Writable({
    decodeStrings: false,
    write(chunk: unknown, _encoding, done) {
      const text = String(chunk);
      const room = Math.max(0, longest - printed.length);
      printed += text.slice(0, room);
      left += Math.max(0, text.length - room);
      done();
    },
  });
  for (const name of ['stdout', 'stderr'] as const) {
    Object.defineProperty(process, name, { value: capture, configurable: true });
  }
  globalThis.console = new Console({ stdout: capture, stderr: capture });
  return () => {
    const taken = left > 0 ? `${printed}\n… ${left} more characters` : printed;
    printed = '';
    left = 0;
    return taken;
  };
}
