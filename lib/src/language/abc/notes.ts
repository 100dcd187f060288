import { parseKey } from './key';
import { alterationInKey, midiPitch, parsePitch, pitchPattern } from './pitch';
import { bodyTokens, type Tune } from './tune';

/** A note that sounds. */
export interface Note {
  /** The number that MIDI gives it: 60 is middle C, and each semitone is one more. */
  readonly pitch: number;
  /** When it begins, in whole notes from the tune's beginning. */
  readonly start: number;
  /** How long it sounds, in whole notes. */
  readonly length: number;
}

/**
 * The notes of a tune, as a piano roll shows them. Repeats are played once; grace notes and
 * ornaments are left out.
 *
 * @throws RangeError where the tune is not ABC, or its key, meter or unit is not known
 */
export function tuneNotes(tune: Tune): Note[] {
  return perform(tune).notes.map(({ pitch, start, length }) => ({
    pitch,
    start: start / WHOLE,
    length: length / WHOLE,
  }));
}

/**
 * How full each bar is: 1 is as long as the meter asks for, and 0.25 in 4/4 is one crotchet, such as
 * a tune may begin with. Bars without notes and rests are left out.
 *
 * @throws RangeError where the tune is not ABC, or its key, meter or unit is not known
 */
export function barLengths(tune: Tune): number[] {
  return perform(tune).bars;
}

/** So many ticks make all usual lengths whole numbers, so that sums are exact. */
const WHOLE = 64 * 9 * 5 * 7;

interface Performance {
  readonly notes: { pitch: number; start: number; length: number; readonly place: number }[];
  readonly bars: number[];
}

/** Goes through the tokens once, with the time, the key and the bar's accidentals at hand. */
function perform(tune: Tune): Performance {
  const notes: Performance['notes'] = [];
  const bars: number[] = [];
  let key = parseKey(tune.key);
  let unit = unitLength(tune.unit);
  let meter = meterOf(tune.meter);
  let now = 0;
  let barStart = 0;
  /** Alterations by letter, from an accidental to the end of its bar. */
  let accidentals = new Map<number, number>();
  let tuplet = { left: 0, factor: 1 };
  /** What a `>` or `<` before the next note does to its length. */
  let dotted = 1;
  /** The notes of the token before, to be lengthened by a `>` or tied to the next ones. */
  let last: { notes: Performance['notes']; length: number } = { notes: [], length: 0 };
  let tied: Performance['notes'] = [];

  const endBar = () => {
    if (now > barStart) bars.push((now - barStart) / meter.length);
    barStart = now;
    accidentals = new Map();
  };
  const advance = (pitches: readonly string[], written: number) => {
    const length = written * tuplet.factor * dotted;
    dotted = 1;
    tuplet = tuplet.left > 1 ? { ...tuplet, left: tuplet.left - 1 } : { left: 0, factor: 1 };
    const sounding = pitches.map((text) => {
      const { place, accidental } = parsePitch(text);
      const letter = place - 7 * Math.floor(place / 7);
      if (accidental !== undefined) accidentals.set(letter, accidental);
      const before = tied.find((note) => note.place === place);
      const pitch =
        before !== undefined && accidental === undefined
          ? before.pitch
          : midiPitch(place, accidentals.get(letter) ?? alterationInKey(key, place));
      if (before !== undefined && before.pitch === pitch) {
        before.length += length;
        return before;
      }
      const note = { pitch, start: now, length, place };
      notes.push(note);
      return note;
    });
    tied = [];
    last = { notes: sounding, length };
    now += length;
  };

  for (const token of bodyTokens(tune.body)) {
    const field = /^\[([KLM]):(.*)\]$/.exec(token);
    if (field !== null) {
      const [, name, value] = field;
      if (name === 'K') key = parseKey(value);
      else if (name === 'L') unit = unitLength(value);
      else meter = meterOf(value);
    } else if (/^[|:]|^\[[|\d]/.test(token)) endBar();
    else if (token === '-') tied = last.notes;
    else if (/^[<>]/.test(token)) {
      const short = 2 ** -token.length;
      const [before, after] = token.startsWith('>') ? [2 - short, short] : [short, 2 - short];
      for (const note of last.notes) note.length += last.length * (before - 1);
      now += last.length * (before - 1);
      dotted = after;
    } else if (/^\(\d/.test(token)) tuplet = tupletOf(token, meter.compound);
    else if (/^[xz]/.test(token)) advance([], unit * times(token.slice(1)));
    else if (token.startsWith('Z')) advance([], meter.length * Number(token.slice(1) || 1));
    else if (/^[_^=A-Ga-g]/.test(token)) {
      const [pitch] = pitchPattern.exec(token) ?? [''];
      advance([pitch], unit * times(token.slice(pitch.length)));
    } else if (token.startsWith('[')) {
      // A chord is as long as its first note, times the number behind it.
      const [, first = '', all = ''] =
        /^\[[_^=]*[A-G][,']*([\d/]*).*\]([\d/]*)$/i.exec(token) ?? [];
      const pitches = token.match(new RegExp(pitchPattern, 'g')) ?? [];
      advance(pitches, unit * times(first) * times(all));
    }
  }
  endBar();
  return { notes, bars };
}

/** The number behind a note: `3` is 3, `3/2` is 1.5, `/` is 0.5, `//` is 0.25. */
function times(text: string): number {
  const [whole, ...divisors] = text.split('/');
  const divisor = divisors.reduce((product, digits) => product * Number(digits || 2), 1);
  if (divisor === 0) throw new RangeError(`the length ${JSON.stringify(text)} divides by 0`);
  return Number(whole || 1) / divisor;
}

/** @throws RangeError where it is no length such as 1/8 */
export function unitLength(text: string): number {
  const [, divisor] = /^1(?:\/([1-9]\d*))?$/.exec(text.trim()) ?? ['', ''];
  if (divisor === '') {
    throw new RangeError(`the unit (L:) is ${JSON.stringify(text)}, but must be 1/4, 1/8 …`);
  }
  return WHOLE / Number(divisor ?? 1);
}

/** @throws RangeError where it is no meter such as 6/8 */
export function meterOf(text: string): { length: number; compound: boolean } {
  const name = text.trim();
  const common: Readonly<Record<string, string>> = { C: '4/4', 'C|': '2/2' };
  const [, beats, beat] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(common[name] ?? name) ?? [];
  if (beats === undefined) {
    throw new RangeError(
      `the meter (M:) is ${JSON.stringify(text)}, but must be such as 4/4, 6/8, C or C|`,
    );
  }
  return {
    length: (Number(beats) * WHOLE) / Number(beat),
    compound: Number(beats) % 3 === 0 && Number(beats) > 3,
  };
}

/** `(3` plays three notes in the time of two; `(p:q:r` the next r notes, p in the time of q. */
function tupletOf(token: string, compound: boolean): { left: number; factor: number } {
  const [p, q, r] = token.slice(1).split(':').map(Number);
  const usual = p === 3 || p === 6 ? 2 : p === 2 || p === 4 || p === 8 ? 3 : compound ? 3 : 2;
  return { left: r || p, factor: (q || usual) / p };
}
