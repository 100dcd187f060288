import assert from 'node:assert/strict';
import { heatMap, lineChart, Matrix, show } from 'unrolled';

const labels = { title: 'states', columnAxis: 'word', rowAxis: 'unit', alt: 'two units' };

describe('figures', () => {
  it('a heat map keeps words that come twice apart', () => {
    const figure = heatMap(Matrix.from([[0.1, 0.2, 0.3]]), {
      ...labels,
      columns: ['the', 'cat', 'the'],
      rows: ['unit 0'],
    });
    assert.deepEqual(figure.data[0].x, [0, 1, 2]);
    assert.deepEqual((figure.layout.xaxis as { ticktext: string[] }).ticktext, [
      'the',
      'cat',
      'the',
    ]);
  });

  it('a heat map of gates begins at 0 with the colour that 0 has elsewhere', () => {
    const gates = Matrix.from([[0.1, 0.9]]);
    const scaleOf = (scale: { valueAxis?: string; nonNegative?: boolean }) => {
      const names = { columns: ['a', 'b'], rows: ['unit 0'] };
      const figure = heatMap(gates, { ...labels, ...names, ...scale });
      const [{ zmin, colorscale, colorbar }] = figure.data;
      return { zmin, colors: Object.fromEntries(colorscale as [number, string][]), colorbar };
    };
    const usual = scaleOf({});
    const gate = scaleOf({ valueAxis: 'gate', nonNegative: true });
    assert.equal(usual.zmin, -1);
    assert.equal(gate.zmin, 0);
    assert.equal(gate.colors[0], usual.colors[0.5]);
    assert.equal(gate.colors[1], usual.colors[1]);
    assert.deepEqual(gate.colorbar, { title: { text: 'gate' } });
  });

  it('a logarithmic axis has powers of ten, not prefixes: 1e-9 is no "1n"', () => {
    const chart = (logarithmic: boolean) =>
      lineChart([{ name: 'norm', x: [0, 1], y: [1, 1e-9] }], {
        title: '',
        xAxis: '',
        yAxis: '',
        alt: '',
        logarithmic,
      }).layout.yaxis as { exponentformat?: string };
    assert.equal(chart(true).exponentformat, 'power');
    assert.equal(chart(false).exponentformat, undefined);
  });

  it('says how many labels are missing', () => {
    assert.throws(
      () => heatMap(Matrix.zeros(2, 3), { ...labels, columns: ['a'], rows: ['0', '1'] }),
      /the matrix is \[2, 3\], but there are 2 row labels and 1 column labels/,
    );
    assert.throws(
      () =>
        lineChart([{ name: 'loss', x: [1, 2], y: [1] }], {
          title: '',
          xAxis: '',
          yAxis: '',
          alt: '',
        }),
      /"loss" has 2 x but 1 y/,
    );
  });

  it('outside a notebook, show prints what the picture says', () => {
    const printed: unknown[] = [];
    const log = console.log;
    console.log = (...values: unknown[]) => printed.push(...values);
    try {
      show({ data: [], layout: {}, alt: 'the loss falls from 3 to 1' });
    } finally {
      console.log = log;
    }
    assert.deepEqual(printed, ['the loss falls from 3 to 1']);
  });
});
