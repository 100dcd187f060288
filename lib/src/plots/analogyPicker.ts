import type { Figure } from './figure';
import { escapeHtml } from './html';

/** In units of the x axis: a bar of cosine 1, and room for the words behind it. */
const panelWidth = 1.6;

/**
 * "a is to b as c is to …", with a menu for each of the three words and a bar for each answer.
 *
 * A menu of plotly's can set one thing only, and knows nothing of the other menus. So the answers to
 * all questions are drawn, on one large sheet of which the figure shows a piece: the menu of b moves
 * along x, that of c along y, and each a has a sheet of its own.
 *
 * @param words what can be picked; 10 words give 1,000 questions
 * @param answer the best answers to a question, the best first, each time as many
 * @param start what stands in the menus at first
 * @throws RangeError where a word of `start` is not one of `words`, or questions have different
 *   numbers of answers
 */
export function analogyPicker(
  words: readonly string[],
  answer: (
    a: string,
    b: string,
    c: string,
  ) => readonly { readonly word: string; readonly similarity: number }[],
  start: readonly [a: string, b: string, c: string],
  labels: { title: string; alt: string },
): Figure {
  const [startA, startB, startC] = start.map((word) => {
    const index = words.indexOf(word);
    if (index < 0) throw new RangeError(`analogyPicker: "${word}" is not one of the words`);
    return index;
  });
  const count = answer(...start).length;
  const rangeOfB = (b: number) => [b * panelWidth, (b + 1) * panelWidth];
  const rangeOfC = (c: number) => [c * (count + 1) - 0.6, (c + 1) * (count + 1) - 1.4];
  const sheet = (a: string) =>
    words.flatMap((b, column) =>
      words.flatMap((c, row) => {
        const answers = answer(a, b, c);
        if (answers.length !== count) {
          throw new RangeError(
            `analogyPicker: ${a} : ${b} :: ${c} has ${answers.length} answers, others ${count}`,
          );
        }
        return answers.map(({ word, similarity }, rank) => ({
          base: column * panelWidth,
          x: Number(similarity.toFixed(3)),
          y: row * (count + 1) + (count - 1 - rank),
          text: `${escapeHtml(word)}  ${similarity.toFixed(3)}`,
        }));
      }),
    );
  const menu = (x: number, active: number, method: string, args: (k: number) => unknown) => ({
    type: 'dropdown',
    x,
    xanchor: 'center',
    y: 1.02,
    yanchor: 'bottom',
    active,
    bgcolor: '#f7f7f7',
    font: { color: '#1f2328' },
    buttons: words.map((word, k) => ({ label: word, method, args: [args(k)] })),
  });
  const between = (x: number, text: string) => ({
    x,
    y: 1.02,
    yshift: 5,
    xref: 'paper',
    yref: 'paper',
    xanchor: 'center',
    yanchor: 'bottom',
    showarrow: false,
    text,
    font: { size: 15 },
  });
  return {
    data: words.map((a, k) => {
      const bars = sheet(a);
      return {
        type: 'bar',
        orientation: 'h',
        visible: k === startA,
        base: bars.map(({ base }) => base),
        x: bars.map(({ x }) => x),
        y: bars.map(({ y }) => y),
        text: bars.map(({ text }) => text),
        textposition: 'outside',
        textfont: { size: 14 },
        hoverinfo: 'skip',
        marker: { color: '#0072b2' },
      };
    }),
    layout: {
      title: { text: labels.title },
      // High enough for a menu that is open.
      height: Math.max(360, 160 + 34 * words.length),
      margin: { l: 40, r: 30, t: 120, b: 40 },
      showlegend: false,
      xaxis: {
        title: { text: 'cosine' },
        range: rangeOfB(startB),
        showticklabels: false,
        showgrid: false,
        zeroline: false,
        fixedrange: true,
      },
      yaxis: {
        range: rangeOfC(startC),
        showticklabels: false,
        showgrid: false,
        zeroline: false,
        fixedrange: true,
      },
      updatemenus: [
        menu(0.1, startA, 'restyle', (a) => ({ visible: words.map((_, k) => k === a) })),
        menu(0.36, startB, 'relayout', (b) => ({ 'xaxis.range': rangeOfB(b) })),
        menu(0.62, startC, 'relayout', (c) => ({ 'yaxis.range': rangeOfC(c) })),
      ],
      annotations: [between(0.23, 'is to'), between(0.49, 'as'), between(0.78, 'is to …')],
    },
    alt: labels.alt,
  };
}
