import type { Figure } from './figure';
import { escapeHtml } from './html';

/** A word and where it stands. */
export interface WordOnMap {
  readonly word: string;
  readonly x: number;
  readonly y: number;
  /** Words of one group have one colour and one entry in the legend: animals, verbs. */
  readonly group: string;
  /** Lines that show while the pointer rests on the word, such as its neighbours in all dimensions. */
  readonly hover: readonly string[];
}

/**
 * Words at their places in the plane, such as those that PCA or t-SNE gives them. Both axes have one
 * scale, so that distances can be compared; they have no numbers unless they have titles.
 */
export function wordMap(
  words: readonly WordOnMap[],
  labels: { title: string; alt: string; xAxis?: string; yAxis?: string; height?: number },
): Figure {
  const groups = [...new Set(words.map(({ group }) => group))];
  const symbols = ['circle', 'square', 'diamond', 'cross', 'triangle-up', 'star'];
  const axis = (title: string | undefined) => ({
    title: { text: title ?? '' },
    showticklabels: title !== undefined,
    zeroline: false,
    gridcolor: 'rgba(128,128,128,0.25)',
  });
  return {
    data: groups.map((group, k) => {
      const own = words.filter((word) => word.group === group);
      return {
        type: 'scatter',
        mode: 'markers+text',
        name: escapeHtml(group),
        x: own.map(({ x }) => x),
        y: own.map(({ y }) => y),
        text: own.map(({ word }) => escapeHtml(word)),
        textposition: 'top center',
        textfont: { size: 11 },
        marker: { size: 6, symbol: symbols[k % symbols.length] },
        customdata: own.map(({ hover }) => hover.map(escapeHtml).join('<br>')),
        hovertemplate: '<b>%{text}</b><br>%{customdata}<extra></extra>',
      };
    }),
    layout: {
      title: { text: labels.title },
      height: labels.height ?? 560,
      hovermode: 'closest',
      hoverlabel: { align: 'left' },
      showlegend: groups.length > 1,
      xaxis: axis(labels.xAxis),
      yaxis: { ...axis(labels.yAxis), scaleanchor: 'x' },
    },
    alt: labels.alt,
  };
}
