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
