import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { courseRoot } from '../courseRoot.js';

/** Whose work is handed in, and how that is known. */
export interface StudentName {
  readonly name: string;
  /** Ends the sentence "handed in as Ada Lovelace, …". */
  readonly origin: string;
}

/** The name can't be that of a file; the message says why. */
export class NameError extends Error {
  override readonly name = 'NameError';
}

const longest = 100;

/**
 * The student's name: as given; else as answered on a terminal, where git's name or the user's is
 * proposed; else as proposed.
 *
 * @throws NameError where it can't be the name of a file, by which the grader tells students apart.
 */
export async function studentName(given: string | undefined): Promise<StudentName> {
  if (given !== undefined) return { name: checked(given), origin: 'as --name says' };
  const proposed = proposal();
  const { stdin, stderr } = process;
  if (!stdin.isTTY || !stderr.isTTY) return { ...proposed, name: checked(proposed.name) };
  const terminal = createInterface({ input: stdin, output: stderr });
  try {
    const answer = (await terminal.question(`Your name [${proposed.name}]: `)).trim();
    return answer === ''
      ? { ...proposed, name: checked(proposed.name) }
      : { name: checked(answer), origin: 'as you said' };
  } finally {
    terminal.close();
  }
}

function proposal(): StudentName {
  const git = spawnSync('git', ['config', 'user.name'], { cwd: courseRoot, encoding: 'utf8' });
  const name = git.status === 0 ? git.stdout.trim() : '';
  return name === ''
    ? { name: userInfo().username, origin: 'the name of your user on this computer' }
    : { name, origin: 'as git knows you' };
}

function checked(text: string): string {
  const name = text.trim().normalize('NFC');
  const fail = (problem: string) =>
    new NameError(`the name "${text}" ${problem}: give another one with --name`);
  if (name === '') throw fail('is empty');
  if (name.length > longest) throw fail(`is longer than ${longest} characters`);
  // What Windows, macOS or Linux can't have in a file's name, and what hides a file.
  const unfit = /[\\/:*?"<>|\p{C}]|^\.|\.$|^__MACOSX$/u.exec(name)?.[0];
  if (unfit !== undefined) throw fail(`can't be a file's name, because of "${unfit}"`);
  return name;
}
