import assert from 'node:assert/strict';
import { analogyPicker } from 'unrolled';

const words = ['man', 'woman', 'king', 'paris'];
/** Three answers to every question, with cosines that tell the questions apart. */
const answer = (a: string, b: string, c: string) => {
  const first = (25 * words.indexOf(a) + 5 * words.indexOf(b) + words.indexOf(c)) / 125;
  return [0, 1, 2].map((rank) => ({
    word: `${a}${b}${c}${rank}`,
    similarity: first - rank / 1000,
  }));
};
const figure = analogyPicker(words, answer, ['man', 'woman', 'king'], { title: '', alt: '' });

type Button = { method: string; args: [Record<string, unknown>] };
const menus = figure.layout.updatemenus as { active: number; buttons: Button[] }[];

/** The texts of the bars in sight once the three menus stand at these words, from top to bottom. */
function seen(picks: readonly number[]): string[] {
  const changes = picks.map((pick, k) => menus[k].buttons[pick].args[0]);
  const { visible } = changes[0] as { visible: boolean[] };
  const [left, right] = changes[1]['xaxis.range'] as [number, number];
  const [bottom, top] = changes[2]['yaxis.range'] as [number, number];
  return figure.data
    .filter((_, k) => visible[k])
    .flatMap((trace) => {
      const { base, x, y, text } = trace as Record<'base' | 'x' | 'y', number[]> & {
        text: string[];
      };
      return x.map((length, k) => ({
        base: base[k],
        end: base[k] + length,
        y: y[k],
        text: text[k],
      }));
    })
    .filter(({ base, end, y }) => base >= left && end <= right && y > bottom && y < top)
    .sort((one, other) => other.y - one.y)
    .map(({ text }) => text);
}

describe('analogyPicker', () => {
  it('shows just the answers to the question that the three menus ask', () => {
    words.forEach((a, i) =>
      words.forEach((b, j) =>
        words.forEach((c, k) => {
          const expected = answer(a, b, c).map(
            ({ word, similarity }) => `${word}  ${similarity.toFixed(3)}`,
          );
          assert.deepEqual(seen([i, j, k]), expected);
        }),
      ),
    );
  });

  it('begins with the words that it was told', () => {
    assert.deepEqual(
      menus.map(({ active }) => active),
      [0, 1, 2],
    );
    assert.deepEqual(
      figure.data.map(({ visible }) => visible),
      [true, false, false, false],
    );
    const { xaxis, yaxis } = figure.layout as Record<'xaxis' | 'yaxis', { range: number[] }>;
    assert.deepEqual(xaxis.range, menus[1].buttons[1].args[0]['xaxis.range']);
    assert.deepEqual(yaxis.range, menus[2].buttons[2].args[0]['yaxis.range']);
  });

  it('says what is wrong', () => {
    const labels = { title: '', alt: '' };
    assert.throws(() => analogyPicker(words, answer, ['man', 'queen', 'king'], labels), /"queen"/);
    const uneven = (a: string, b: string, c: string) =>
      answer(a, b, c).slice(0, c === 'paris' ? 2 : 3);
    assert.throws(
      () => analogyPicker(words, uneven, ['man', 'woman', 'king'], labels),
      /man : man :: paris has 2 answers, others 3/,
    );
  });
});
