import { semitonesAboveC, type Key, signature } from './key';

const letters = 'CDEFGAB';
const accidentals = ['__', '_', '=', '^', '^^'];

/** A note without its length: `^F,` */
export const pitchPattern = /(\^\^?|__?|=)?([A-Ga-g])([,']*)/;

/** A note as it is written, before the key's signature is looked at. */
export interface WrittenPitch {
  /** 0 is C … 6 is B, of the octave that begins with middle C; 7 is the c above. */
  readonly place: number;
  /** -2 to 2 where an accidental is written, 0 being a natural sign. */
  readonly accidental?: number;
}

export function parsePitch(text: string): WrittenPitch {
  const [, sign, letter, marks] = pitchPattern.exec(text) ?? [];
  const octave =
    (letter >= 'a' ? 1 : 0) + [...marks].reduce((sum, mark) => sum + (mark === ',' ? -1 : 1), 0);
  const place = letters.indexOf(letter.toUpperCase()) + 7 * octave;
  return sign === undefined ? { place } : { place, accidental: accidentals.indexOf(sign) - 2 };
}

/** @throws RangeError where more than a double sharp or a double flat would be needed */
export function writePitch({ place, accidental }: WrittenPitch): string {
  const octave = Math.floor(place / 7);
  const letter = letters[place - 7 * octave];
  const sign = accidental === undefined ? '' : accidentals[accidental + 2];
  if (sign === undefined) throw new RangeError(`no accidental alters ${letter} by ${accidental}`);
  return octave > 0
    ? sign + letter.toLowerCase() + "'".repeat(octave - 1)
    : sign + letter + ','.repeat(-octave);
}

/** The number that MIDI gives the note; 60 is middle C. */
export function midiPitch(place: number, alteration: number): number {
  const octave = Math.floor(place / 7);
  return 60 + 12 * octave + semitonesAboveC({ letter: place - 7 * octave, alteration });
}

/** What the signature does to the note at this place. */
export function alterationInKey(key: Key, place: number): number {
  return signature(key, place - 7 * Math.floor(place / 7));
}
