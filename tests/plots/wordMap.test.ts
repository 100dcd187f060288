import assert from 'node:assert/strict';
import { wordMap } from 'unrolled';

const point = (word: string, group: string) => ({
  word,
  x: 1,
  y: 2,
  group,
  hover: [`near ${word}`],
});

describe('wordMap', () => {
  it('has a trace for each group, with the words and what shows behind the pointer', () => {
    const map = wordMap(
      [point('king', 'people'), point('apple', 'fruit'), point('man', 'people')],
      {
        title: 'words',
        alt: 'three words',
      },
    );
    assert.deepEqual(
      map.data.map(({ name, text, customdata }) => ({ name, text, customdata })),
      [
        { name: 'people', text: ['king', 'man'], customdata: ['near king', 'near man'] },
        { name: 'fruit', text: ['apple'], customdata: ['near apple'] },
      ],
    );
  });

  it('shows a word such as <EOS> as it is: plotly takes text for a kind of HTML', () => {
    const [trace] = wordMap([point('<EOS>', 'tokens')], { title: '', alt: '' }).data;
    assert.deepEqual(trace.text, ['&lt;EOS&gt;']);
    assert.deepEqual(trace.customdata, ['near &lt;EOS&gt;']);
  });

  it('numbers its axes only where they mean something', () => {
    const ticks = (titles: { xAxis?: string; yAxis?: string }) => {
      const { layout } = wordMap([point('king', 'people')], { title: '', alt: '', ...titles });
      const { xaxis, yaxis } = layout as Record<'xaxis' | 'yaxis', { showticklabels: boolean }>;
      return [xaxis.showticklabels, yaxis.showticklabels];
    };
    assert.deepEqual(ticks({}), [false, false]);
    assert.deepEqual(ticks({ xAxis: 'gender', yAxis: 'royal' }), [true, true]);
  });
});
