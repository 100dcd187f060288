import { palette, type Figure } from './figure';

/** Notes as bars over time: the higher the pitch, the higher the bar; and as long as it sounds. */
export interface RolledNote {
  /** The number that MIDI gives it: 60 is middle C. */
  readonly pitch: number;
  /** In whole notes. */
  readonly start: number;
  readonly length: number;
}

/**
 * A piano roll: time from left to right, with a line at each bar, and pitch from below to above.
 *
 * @param notes in whole notes, as `tuneNotes` gives them
 * @param labels `barLength`, in whole notes (0.75 for 6/8, 1 unless told otherwise); `upbeat`, how long
 *   the music before the first whole bar is; `marked`, which notes stand out (the first one's index,
 *   and the one after the last), and `markedName`, why
 * @throws RangeError where there are no notes, or barLength is not positive
 */
export function pianoRoll(
  notes: readonly RolledNote[],
  labels: {
    title: string;
    alt: string;
    barLength?: number;
    upbeat?: number;
    marked?: readonly [from: number, to: number];
    markedName?: string;
  },
): Figure {
  const { title, alt, barLength = 1, upbeat = 0, marked = [0, 0], markedName = '' } = labels;
  if (notes.length === 0) throw new RangeError('pianoRoll: there are no notes');
  if (!(barLength > 0)) {
    throw new RangeError(`pianoRoll: barLength is ${barLength}, but must be a positive number`);
  }
  const isMarked = (_: RolledNote, i: number) => i >= marked[0] && i < marked[1];
  const traces = [
    { name: 'notes', color: palette[0], own: notes.filter((note, i) => !isMarked(note, i)) },
    { name: markedName, color: palette[1], own: notes.filter(isMarked) },
  ].filter(({ own }) => own.length > 0);
  const pitches = notes.map(({ pitch }) => pitch);
  const [low, high] = [Math.min(...pitches), Math.max(...pitches)];
  const tones = Array.from({ length: high - low + 1 }, (_, i) => low + i).filter(isWhiteKey);
  return {
    data: traces.map(({ name, color, own }) => ({
      type: 'bar',
      orientation: 'h',
      name,
      base: own.map(({ start }) => (start - upbeat) / barLength),
      x: own.map(({ length }) => length / barLength),
      y: own.map(({ pitch }) => pitch),
      width: 0.85,
      marker: { color, line: { color: '#ffffff', width: 1 } },
      customdata: own.map(({ pitch }) => pitchName(pitch)),
      hovertemplate: '%{customdata}, %{x:.3g} bars<extra></extra>',
    })),
    layout: {
      title: { text: title },
      height: Math.max(260, 130 + 11 * (high - low + 1)),
      barmode: 'overlay',
      showlegend: traces.length > 1,
      legend: { orientation: 'h', x: 0, y: 1.12 },
      xaxis: {
        title: { text: 'time, in bars' },
        dtick: 1,
        gridcolor: 'rgba(128,128,128,0.45)',
        zeroline: false,
      },
      yaxis: {
        title: { text: 'pitch' },
        tickmode: 'array',
        tickvals: tones,
        ticktext: tones.map(pitchName),
        range: [low - 1, high + 1],
        gridcolor: 'rgba(128,128,128,0.15)',
        zeroline: false,
      },
    },
    alt,
  };
}

const names = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'];

/** C4 is middle C. */
function pitchName(pitch: number): string {
  return `${names[pitch % 12]}${Math.floor(pitch / 12) - 1}`;
}

function isWhiteKey(pitch: number): boolean {
  return names[pitch % 12].length === 1;
}
