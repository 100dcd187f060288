const letters = 'CDEFGAB';
/** Semitones of the letters above C. */
const semitones = [0, 2, 4, 5, 7, 9, 11];
/** The order in which key signatures raise letters; read backwards, in which they lower them. */
const sharpOrder = 'FCGDAEB';

/** How many fifths lie between a mode's tonic and that of the major key with the same signature. */
const modes: Readonly<Record<string, number>> = {
  '': 0,
  maj: 0,
  ion: 0,
  m: 3,
  min: 3,
  aeo: 3,
  mix: 1,
  dor: 2,
  phr: 4,
  lyd: -1,
  loc: 5,
};

/** A letter with what raises (+1, +2) or lowers (-1, -2) it; letter 0 is C, 6 is B. */
export interface Spelling {
  readonly letter: number;
  readonly alteration: number;
}

/** A key as ABC writes it. */
export interface Key {
  readonly tonic: Spelling;
  /** `` for major, `m`, `dor` …, as it was written. */
  readonly mode: string;
  /** Sharps in the signature; flats are negative. */
  readonly sharps: number;
}

/** @throws RangeError where it is no key of a letter and a mode */
export function parseKey(text: string): Key {
  const [, letter, accidental, mode] = /^([A-G])([#b]?)\s*([A-Za-z]*)$/.exec(text.trim()) ?? [];
  const fifths = modes[mode === 'M' ? 'maj' : (mode ?? '?').toLowerCase().slice(0, 3)];
  if (letter === undefined || fifths === undefined) {
    throw new RangeError(
      `the key ${JSON.stringify(text)} is not known here: it must be a letter A to G, perhaps # ` +
        'or b, and perhaps a mode, such as G, Bb, F#m or Ddor',
    );
  }
  const tonic = {
    letter: letters.indexOf(letter),
    alteration: accidental === '#' ? 1 : accidental === 'b' ? -1 : 0,
  };
  return { tonic, mode, sharps: fifthsAboveC(tonic) - fifths };
}

export function keyName({ tonic, mode }: Key): string {
  return letters[tonic.letter] + ['b', '', '#'][tonic.alteration + 1] + mode;
}

/** What the key's signature does to a letter. */
export function signature({ sharps }: Key, letter: number): number {
  const place = sharpOrder.indexOf(letters[letter]);
  return Math.floor((sharps - place + 6) / 7);
}

/** Semitones above C, below it where the alteration leads there. */
export function semitonesAboveC({ letter, alteration }: Spelling): number {
  return semitones[letter] + alteration;
}

/**
 * The key that lies so many semitones higher: of its spellings the one with the fewest sharps or
 * flats, and of F# and Gb the one that stays on the side of the given key.
 */
export function transposeKey(key: Key, by: number): Key {
  const modeFifths = fifthsAboveC(key.tonic) - key.sharps;
  const wanted = modulo(semitonesAboveC(key.tonic) + by, 12);
  const spellings = [-1, 0, 1].flatMap((alteration) =>
    semitones.map((_, letter) => ({ letter, alteration })),
  );
  const keys = spellings
    .filter((tonic) => modulo(semitonesAboveC(tonic), 12) === wanted)
    .map((tonic) => ({ tonic, mode: key.mode, sharps: fifthsAboveC(tonic) - modeFifths }));
  const cost = ({ sharps }: Key) => Math.abs(sharps) + (sharps * key.sharps < 0 ? 0.5 : 0);
  return keys.reduce((best, other) => (cost(other) < cost(best) ? other : best));
}

function fifthsAboveC({ letter, alteration }: Spelling): number {
  return sharpOrder.indexOf(letters[letter]) - 1 + 7 * alteration;
}

function modulo(a: number, n: number): number {
  return ((a % n) + n) % n;
}
