/** A run of a cell's lines: shown to students, replaced by a stub, or removed. */
export interface Region {
  readonly kind: 'visible' | 'solution' | 'hidden tests';
  readonly lines: readonly string[];
  /** White space in front of the BEGIN marker, for what stands in the region's place. */
  readonly indent: string;
}

/** nbgrader's own markers, found anywhere in a line, as nbgrader finds them. */
const markers = [
  { kind: 'solution', begin: 'BEGIN SOLUTION', end: 'END SOLUTION' },
  { kind: 'hidden tests', begin: 'BEGIN HIDDEN TESTS', end: 'END HIDDEN TESTS' },
] as const;

/**
 * Cuts a cell's source at its `BEGIN …` and `END …` lines, which belong to no region.
 *
 * @throws Error where a marker has no counterpart, or stands in another region
 */
export function splitRegions(source: string): Region[] {
  const regions: Region[] = [];
  let kind: Region['kind'] = 'visible';
  let lines: string[] = [];
  let indent = '';
  let begin = 0;
  const close = (next: Region['kind']) => {
    if (kind !== 'visible' || lines.length > 0) regions.push({ kind, lines, indent });
    kind = next;
    lines = [];
    indent = '';
  };
  source.split('\n').forEach((line, index) => {
    const at = `line ${index + 1} of the cell`;
    const begins = markers.find((marker) => line.includes(marker.begin));
    const ends = markers.find((marker) => line.includes(marker.end));
    if (begins) {
      if (kind !== 'visible')
        throw new Error(`${begins.begin} in ${at} stands inside the region begun in line ${begin}`);
      close(begins.kind);
      begin = index + 1;
      indent = /^\s*/.exec(line)?.[0] ?? '';
    } else if (ends) {
      if (kind !== ends.kind)
        throw new Error(`${ends.end} in ${at} has no ${ends.begin} before it`);
      close('visible');
    } else {
      lines.push(line);
    }
  });
  if (kind !== 'visible') throw new Error(`the region begun in line ${begin} has no END line`);
  close('visible');
  return regions;
}
