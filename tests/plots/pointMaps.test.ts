import assert from 'node:assert/strict';
import { mapPanels, mapSlider, mapWithLinks, Matrix } from 'unrolled';

const Y = Matrix.from([
  [0, 1, 2, 4],
  [0, 1, 1, 0],
]);
const moved = Matrix.from([
  [5, 5, 7, 9],
  [1, 2, 1, 2],
]);
const labels = { title: 'words', alt: 'four words', groups: ['a', 'b', 'a', '<c>'] };
const maps = [
  { name: 'first', Y },
  { name: 'second', Y: moved },
];

type Points = { name: string; x: number[]; y: number[]; xaxis?: string; showlegend: boolean };

describe('maps of points', () => {
  it('a map fills its picture, and keeps its proportions', () => {
    const { data } = mapPanels([maps[0]], { ...labels, groups: undefined });
    const [{ x, y }] = data as unknown as Points[];
    assert.deepEqual(x, [-1, -0.5, 0, 1]);
    assert.deepEqual(y, [-0.25, 0.25, 0.25, -0.25]);
  });

  it('panels share one legend, and have axes of their own', () => {
    const { data, layout } = mapPanels(maps, labels);
    const traces = data as unknown as Points[];
    assert.deepEqual(
      traces.map(({ name, xaxis, showlegend }) => [name, xaxis, showlegend]),
      [
        ...['a', 'b', '&lt;c&gt;'].map((name) => [name, 'x', true]),
        ...['a', 'b', '&lt;c&gt;'].map((name) => [name, 'x2', false]),
      ],
    );
    assert.deepEqual((layout.xaxis2 as { title: unknown }).title, { text: 'second' });
    assert.equal((layout.yaxis2 as { scaleanchor: string }).scaleanchor, 'x2');
  });

  it('a slider has a frame for each map, of as many points in the same order', () => {
    const { data, frames, layout } = mapSlider(maps, labels);
    assert.equal(frames?.length, 2);
    assert.deepEqual(
      frames.map(({ data: traces }) => (traces as Points[]).map(({ x }) => x.length)),
      [
        [2, 1, 1],
        [2, 1, 1],
      ],
    );
    assert.deepEqual((data as unknown as Points[])[0].x, (frames[1].data as Points[])[0].x);
    const [{ steps, active }] = layout.sliders as {
      steps: { args: [string[]] }[];
      active: number;
    }[];
    assert.equal(active, 1, 'it begins at the end');
    assert.deepEqual(
      steps.map(({ args }) => args[0]),
      frames.map(({ name }) => [name]),
    );
  });

  it('points of no group are grey, lie below the others, and have no entry in the legend', () => {
    const { data } = mapPanels([maps[0]], { ...labels, groups: ['a', '', 'b', ''] });
    const traces = data as unknown as (Points & { marker: { color: string } })[];
    assert.deepEqual(
      traces.map(({ name, showlegend, x }) => [name, showlegend, x.length]),
      [
        ['', false, 2],
        ['a', true, 1],
        ['b', true, 1],
      ],
    );
    assert.match(traces[0].marker.color, /^rgba\(128,128,128/);
    assert.notEqual(traces[1].marker.color, traces[2].marker.color);
  });

  it('a menu draws lines from the point that is picked to others', () => {
    const links = [
      { name: 'zero', from: 0, to: [1, 3], texts: ['one', '<three>'] },
      { name: 'two', from: 2, to: [1], texts: ['one'] },
    ];
    const { data, layout } = mapWithLinks(maps[0], links, labels);
    const lines = data[data.length - 1];
    assert.deepEqual(lines.x, [-1, -0.5, null, -1, 1, null]);
    assert.deepEqual(lines.text, ['', 'one', '', '', '&lt;three&gt;', '']);
    const [{ buttons }] = layout.updatemenus as {
      buttons: { args: [{ x: unknown[] }, number[]] }[];
    }[];
    assert.deepEqual(buttons[1].args[0].x, [[0, -0.5, null]]);
    assert.deepEqual(buttons[1].args[1], [data.length - 1]);
  });

  it('hover text may have lines, and no tags', () => {
    const hover = ['cat\ndog', '<b>', '', ''];
    const { data } = mapPanels([maps[0]], { title: '', alt: '', hover });
    assert.deepEqual(data[0].hovertext, ['cat<br>dog', '&lt;b&gt;', '', '']);
  });

  it('names the list whose length is wrong, and a map that is not flat', () => {
    assert.throws(
      () => mapPanels(maps, { ...labels, hover: ['one'] }),
      /there are 1 hover, but the map \[2, 4\] has 4 points/,
    );
    assert.throws(
      () => mapPanels([{ name: '3-D', Y: Matrix.zeros(3, 4) }], labels),
      /a map is \[3, 4\], but must have 2 rows/,
    );
  });
});
