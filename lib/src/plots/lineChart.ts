import type { Figure } from './figure';

/** One line of a chart: y against x, both of the same length. */
export interface Series {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/**
 * Lines over a common axis, such as the loss over training steps.
 * @throws RangeError where a series has not as many x as y
 */
export function lineChart(
  series: readonly Series[],
  labels: { title: string; xAxis: string; yAxis: string; alt: string; logarithmic?: boolean },
): Figure {
  for (const { name, x, y } of series) {
    if (x.length !== y.length) {
      throw new RangeError(`lineChart: "${name}" has ${x.length} x but ${y.length} y`);
    }
  }
  return {
    data: series.map(({ name, x, y }) => ({ type: 'scatter', mode: 'lines', name, x, y })),
    layout: {
      title: { text: labels.title },
      height: 360,
      showlegend: series.length > 1,
      xaxis: { title: { text: labels.xAxis }, gridcolor: 'rgba(128,128,128,0.25)' },
      yaxis: {
        title: { text: labels.yAxis },
        gridcolor: 'rgba(128,128,128,0.25)',
        ...(labels.logarithmic && { type: 'log', exponentformat: 'power' }),
      },
    },
    alt: labels.alt,
  };
}
