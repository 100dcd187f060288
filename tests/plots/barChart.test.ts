import assert from 'node:assert/strict';
import { barChart } from 'unrolled';

const labels = { title: 'next character', yAxis: 'probability', alt: 'two panels' };

describe('barChart', () => {
  it('gives each panel a horizontal axis with its own names, and all one vertical axis', () => {
    const { data, layout } = barChart(
      [
        { title: 'after M', names: ['r', '1'], values: [0.7, 0.3] },
        { title: 'after q', names: ['u'], values: [1] },
      ],
      labels,
    );
    assert.deepEqual(
      data.map(({ xaxis, yaxis, y }) => ({ xaxis, yaxis, y })),
      [
        { xaxis: 'x', yaxis: 'y', y: [0.7, 0.3] },
        { xaxis: 'x2', yaxis: 'y', y: [1] },
      ],
    );
    assert.deepEqual((layout.xaxis as { ticktext: string[] }).ticktext, ['r', '1']);
    assert.deepEqual((layout.xaxis2 as { ticktext: string[] }).ticktext, ['u']);
  });

  it('names the panel whose names and values differ in number', () => {
    assert.throws(
      () => barChart([{ title: 'after M', names: ['r'], values: [0.7, 0.3] }], labels),
      /"after M" has 1 names but 2 values/,
    );
  });
});
