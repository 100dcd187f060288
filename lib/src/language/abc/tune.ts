/**
 * A melody in ABC notation, the plain-text format of folk musicians: `GGAB|GBA2|` in G and in
 * quavers begins Yankee Doodle.
 *
 * @see https://abcnotation.com/wiki/abc:standard:v2.1
 */
export interface Tune {
  /** X: its number in the collection. */
  readonly number: number;
  /** T */
  readonly title: string;
  /** M: `4/4`, `6/8`, `C` for common time … */
  readonly meter: string;
  /** L: the length of a note that has no number, `1/4` or `1/8` of a whole note … */
  readonly unit: string;
  /** K: `G`, `Bb`, `Am`, `Ddor` … */
  readonly key: string;
  /** The notes, bars and other signs. */
  readonly body: string;
}

const length = String.raw`\d*(?:/\d*)*`;
const note = String.raw`(?:\^\^?|__?|=)?[A-Ga-g][,']*${length}`;

/** Everything that may stand in a body, white space aside; the first that fits is the token. */
const bodyToken = new RegExp(
  [
    note,
    String.raw`[xz]${length}|Z\d*`, // rests; Z counts bars
    String.raw`(?:\[?(?::*\|[|:]*|::)\]?|\[(?=\d))(?:\d(?:[,-]\d)*)?`, // bar lines, endings
    String.raw`\[[KLM]:[^\]\n]*\]`, // a new key, unit or meter
    String.raw`\[(?:${note})+\]${length}`, // notes at once
    String.raw`\(\d(?::\d?){0,2}`, // triplets and the like
    String.raw`<+|>+`, // dotted rhythm
    String.raw`"[^"\n]*"|![^!\s]+!|\{[^}\n]*\}`, // chord names, ornaments, grace notes
    String.raw`[-().~HLMOPSTuv]`, // ties, slurs, more ornaments
  ].join('|'),
  'y',
);

/** A body's tokens, or the place where there is none. */
function scan(body: string): { tokens: string[]; stuckAt?: number } {
  const tokens: string[] = [];
  const space = /\s*/y;
  for (let at = 0; ;) {
    space.lastIndex = at;
    space.test(body);
    at = space.lastIndex;
    if (at === body.length) return { tokens };
    bodyToken.lastIndex = at;
    const [token] = bodyToken.exec(body) ?? [];
    if (token === undefined) return { tokens, stuckAt: at };
    tokens.push(token);
    at += token.length;
  }
}

/**
 * The tokens of the music alone: a note with its accidental, octave and length is one (`^F3/2`), a
 * bar line is one, and so is every other sign.
 *
 * @throws RangeError where something is not ABC, or is more than one voice
 */
export function bodyTokens(body: string): string[] {
  const { tokens, stuckAt } = scan(body);
  if (stuckAt !== undefined) {
    const lines = body.slice(0, stuckAt).split('\n');
    const column = `column ${lines[lines.length - 1].length + 1}`;
    const place = body.includes('\n') ? `line ${lines.length} of the music, ${column}` : column;
    throw new RangeError(
      `${JSON.stringify(body.slice(stuckAt, stuckAt + 10))} is no ABC that is known here (${place})`,
    );
  }
  return tokens;
}

/**
 * What a language model of tunes reads: meter, unit and key (`M:4/4`, `L:1/4`, `K:G`), then the
 * body's notes, rests, bar lines and marks, one token each.
 *
 * @throws RangeError where the body is not ABC
 * @see Sturm, Santos, Ben-Tal and Korshunova, *Music transcription modelling and composition using
 * deep learning* (2016)
 */
export function tuneToTokens({ meter, unit, key, body }: Tune): string[] {
  return [`M:${meter}`, `L:${unit}`, `K:${key}`, ...bodyTokens(body)];
}

/**
 * The tune of which {@link tuneToTokens} makes these tokens.
 *
 * @throws RangeError where the tokens don't begin with M:, L: and K:, or one is not ABC
 */
export function tokensToTune(
  tokens: readonly string[],
  { number = 1, title = 'Untitled' }: { number?: number; title?: string } = {},
): Tune {
  const [meter, unit, key] = ['M', 'L', 'K'].map((field, i) => {
    const token = tokens[i] ?? '';
    if (!token.startsWith(`${field}:`)) {
      throw new RangeError(
        `tokens[${i}] is ${JSON.stringify(tokens[i])}, but a tune begins with M:…, L:… and K:…`,
      );
    }
    return token.slice(2);
  });
  let body = '';
  let previous = '';
  tokens.slice(3).forEach((token, i) => {
    if (!isOneToken(token)) {
      throw new RangeError(`tokens[${i + 3}] is ${JSON.stringify(token)}: that is no sign of ABC`);
    }
    // A space only where the two would be read as something else: | and :| would be |: and |.
    const together = scan(previous + token).tokens;
    body += previous === '' || together[0] === previous ? token : ` ${token}`;
    previous = token;
  });
  return { number, title, meter, unit, key, body };
}

function isOneToken(token: string): boolean {
  const { tokens } = scan(token);
  return tokens.length === 1 && tokens[0] === token;
}

/** The body with each token replaced and its white space kept. @throws RangeError if not ABC */
export function mapTokens(body: string, replace: (token: string) => string): string {
  bodyTokens(body);
  return body.replace(new RegExp(bodyToken, 'g'), replace);
}

/** The tune as a file has it. */
export function tuneToAbc({ number, title, meter, unit, key, body }: Tune): string {
  return `X:${number}\nT:${title}\nM:${meter}\nL:${unit}\nK:${key}\n${body}\n`;
}
