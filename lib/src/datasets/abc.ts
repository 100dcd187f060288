import { parseKey } from '../language/abc/key';
import { meterOf, unitLength } from '../language/abc/notes';
import { bodyTokens, type Tune } from '../language/abc/tune';
import { readText } from './text';

/**
 * The tunes of a reader's own file in ABC notation. A tune begins with X:, and K: ends its head; T,
 * M and L stand between them, and where they don't the title is 'Untitled', the meter 4/4, and the
 * unit what the standard takes for the meter. Lyrics, comments and other fields are left out.
 *
 * @param path seen from the folder of the notebook
 * @throws Error that names the file and the line: a head without X: or K:, a key, meter or unit that
 * is not known, a tune without music or of more than one voice, music that is not ABC; or where the
 * file has no tune or is not UTF-8
 * @see https://abcnotation.com/wiki/abc:standard:v2.1
 */
export function readAbc(path: string): Tune[] {
  return parseAbc(readText(path), path);
}

/** The tunes of a text; `source` is what error messages call it. */
export function parseAbc(text: string, source: string): Tune[] {
  const blocks = tuneBlocks(text);
  if (blocks.length === 0) throw new Error(`${source} has no tune: a tune begins with X:`);
  return blocks.map((lines) => parseTune(lines, source));
}

/** A line without its comment, and its number in the file. */
interface Line {
  readonly text: string;
  readonly number: number;
}

/**
 * The lines of each tune. A tune ends at an empty line or at the next X:; text outside of tunes is
 * none, unless it has a key and so must be a tune whose X: was forgotten.
 */
function tuneBlocks(text: string): Line[][] {
  const blocks: Line[][] = [[]];
  text.split(/\r?\n/).forEach((raw, i) => {
    if (raw.trim() === '' || raw.startsWith('X:')) blocks.push([]);
    const line = raw.replace(/(?<!\\)%.*/, '').trim();
    if (line !== '') blocks[blocks.length - 1].push({ text: line, number: i + 1 });
  });
  return blocks.filter((lines) => lines.some((line) => /^[XK]:/.test(line.text)));
}

function parseTune(lines: readonly Line[], source: string): Tune {
  const head: Record<string, string | undefined> = {};
  const body: string[] = [];
  let hasMusic = false;
  for (const { text, number } of lines) {
    try {
      const [, field, value] = /^([A-Za-z+]):\s*(.*)$/.exec(text) ?? [];
      if (field === undefined) {
        if (head.K === undefined)
          throw new Error('a tune begins with X:, and K: comes before music');
        // A backslash only says that the line goes on.
        const music = text.replace(/\\$/, '').trim();
        bodyTokens(music);
        body.push(music);
        hasMusic = true;
      } else if (field === 'V') {
        throw new Error('tunes of more than one voice (V:) are not read');
      } else {
        const known = checkedField(field, value);
        if (head.K === undefined) head[field] ??= known;
        else if (/[KLM]/.test(field)) body.push(`[${field}:${known}]`);
      }
    } catch (error) {
      throw new Error(`${source}, line ${number}: ${(error as Error).message}`, { cause: error });
    }
  }
  const { X, T: title = 'Untitled', M: meter = '4/4', L: unit = usualUnit(meter), K: key } = head;
  const incomplete = (what: string) =>
    new Error(`${source}, line ${lines[0].number}: the tune that begins here has no ${what}`);
  if (X === undefined) throw incomplete('number (X:)');
  if (key === undefined) throw incomplete('key (K:)');
  if (!hasMusic) throw incomplete('music');
  return { number: Number(X), title, meter, unit, key, body: body.join('\n') };
}

/** The field's value, after a look at whether the rest of the library will understand it. */
function checkedField(field: string, value: string): string {
  if (field === 'X' && !/^\d+$/.test(value)) throw new Error('X: must be followed by a number');
  if (field === 'M') meterOf(value);
  if (field === 'L') unitLength(value);
  if (field !== 'K') return value;
  // The clef says where on paper the notes stand, not which they are.
  const key = value.replace(/\s+(?:[a-z-]+=|treble|alto|tenor|bass).*$/, '');
  parseKey(key);
  return key;
}

/** Meters below 3/4 count in semiquavers, all others in quavers. */
function usualUnit(meter: string): string {
  const [beats, beat] = meter.split('/').map(Number);
  return beats / beat < 0.75 ? '1/16' : '1/8';
}
