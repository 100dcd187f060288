import { type Key, keyName, parseKey, semitonesAboveC, type Spelling, transposeKey } from './key';
import { alterationInKey, parsePitch, pitchPattern, writePitch } from './pitch';
import { mapTokens, type Tune } from './tune';

const chordName =
  /^([A-G])([#b]?)((?:m|min|maj|M|dim|aug|sus|add|[-+°()#b\d])*)(?:\/([A-G])([#b]?))?$/;

/**
 * The tune so many semitones higher (or lower, where negative), in the key of that height: notes
 * keep their place in the scale, and accidentals and chord names follow.
 *
 * @throws RangeError where semitones is no whole number, the key is not known (see {@link Tune}),
 * the body is not ABC, or a note would need three sharps or flats
 */
export function transposeTune(tune: Tune, semitones: number): Tune {
  if (!Number.isInteger(semitones)) {
    throw new RangeError(`transposeTune: semitones is ${semitones}, but must be a whole number`);
  }
  let step = stepBetween(parseKey(tune.key), semitones);
  const key = keyName(step.to);
  const body = mapTokens(tune.body, (token) => {
    if (token.startsWith('[K:')) {
      step = stepBetween(parseKey(token.slice(3, -1)), semitones);
      return `[K:${keyName(step.to)}]`;
    }
    if (token.startsWith('"')) return `"${movedChord(token.slice(1, -1), step, semitones)}"`;
    if (/^(?:!|\[[LM]:)/.test(token)) return token;
    return token.replace(new RegExp(pitchPattern, 'g'), (note) => moved(note, step));
  });
  return { ...tune, key, body };
}

/** A way from one key to another, and by how many letters it leads up. */
interface Step {
  readonly from: Key;
  readonly to: Key;
  readonly letters: number;
}

function stepBetween(from: Key, semitones: number): Step {
  const to = transposeKey(from, semitones);
  const octaves = (semitones - semitonesAboveC(to.tonic) + semitonesAboveC(from.tonic)) / 12;
  return { from, to, letters: to.tonic.letter - from.tonic.letter + 7 * octaves };
}

/** An accidental raises or lowers the new key's note as much as it did the old one's. */
function moved(note: string, { from, to, letters }: Step): string {
  const { place, accidental } = parsePitch(note);
  const newPlace = place + letters;
  if (accidental === undefined) return writePitch({ place: newPlace });
  const change = accidental - alterationInKey(from, place);
  return writePitch({ place: newPlace, accidental: alterationInKey(to, newPlace) + change });
}

/** Other text in quotation marks (`Fine`) stays as it is. */
function movedChord(name: string, step: Step, semitones: number): string {
  const [whole, letter, accidental, quality, bass, bassAccidental] = chordName.exec(name) ?? [];
  if (whole === undefined) return name;
  const root = movedRoot(letter + accidental, step, semitones);
  const under = bass === undefined ? '' : `/${movedRoot(bass + bassAccidental, step, semitones)}`;
  return root + quality + under;
}

function movedRoot(root: string, { letters }: Step, semitones: number): string {
  const { tonic } = parseKey(root);
  const place = tonic.letter + letters;
  const octave = Math.floor(place / 7);
  const natural: Spelling = { letter: place - 7 * octave, alteration: 0 };
  const alteration = semitonesAboveC(tonic) + semitones - semitonesAboveC(natural) - 12 * octave;
  return (
    keyName({ tonic: natural, mode: '', sharps: 0 }) +
    (alteration < 0 ? 'b' : '#').repeat(Math.abs(alteration))
  );
}
