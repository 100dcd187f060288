import assert from 'node:assert/strict';
import { pianoRoll, tuneNotes, tunes } from 'unrolled';

const notes = [
  { pitch: 60, start: 0, length: 0.25 },
  { pitch: 64, start: 0.25, length: 0.75 },
  { pitch: 59, start: 1, length: 0.75 },
];
const labels = { title: 'three notes', alt: 'up and down' };

describe('pianoRoll', () => {
  it('is a bar a note: from its beginning, as long as it sounds, at its pitch', () => {
    const { data, layout, alt } = pianoRoll(notes, { ...labels, barLength: 0.75, upbeat: 0.25 });
    assert.equal(data.length, 1);
    assert.deepEqual(data[0].base, [-1 / 3, 0, 1]);
    assert.deepEqual(data[0].x, [1 / 3, 1, 1]);
    assert.deepEqual(data[0].y, [60, 64, 59]);
    assert.deepEqual(data[0].customdata, ['C4', 'E4', 'B3']);
    assert.deepEqual((layout.yaxis as { ticktext: string[] }).ticktext, ['B3', 'C4', 'D4', 'E4']);
    assert.equal(alt, 'up and down');
  });

  it('shows marked notes in a colour of their own, and names it', () => {
    const { data, layout } = pianoRoll(notes, { ...labels, marked: [1, 3], markedName: 'copied' });
    const [plain, marked] = data;
    assert.deepEqual([plain.y, marked.y], [[60], [64, 59]]);
    assert.equal(marked.name, 'copied');
    assert.equal(layout.showlegend, true);
    assert.notDeepEqual(plain.marker, marked.marker);
  });

  it('draws all tunes of the course', () => {
    for (const tune of tunes()) {
      const all = tuneNotes(tune);
      assert.equal((pianoRoll(all, labels).data[0].x as number[]).length, all.length);
    }
  });

  it('refuses no notes, and bars of no length', () => {
    assert.throws(() => pianoRoll([], labels), /there are no notes/);
    assert.throws(() => pianoRoll(notes, { ...labels, barLength: 0 }), /barLength is 0/);
  });
});
