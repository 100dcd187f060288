import type { Figure } from './figure';

/** One group of bars, with a scale of names of its own. */
export interface BarPanel {
  readonly title: string;
  readonly names: readonly string[];
  readonly values: readonly number[];
}

/**
 * Panels of bars side by side over one common vertical axis, such as the likeliest next characters
 * at several places of a text. The title of a panel stands below it.
 * @throws RangeError where a panel has not as many names as values
 */
export function barChart(
  panels: readonly BarPanel[],
  labels: { title: string; yAxis: string; alt: string },
): Figure {
  for (const { title, names, values } of panels) {
    if (names.length !== values.length) {
      throw new RangeError(
        `barChart: "${title}" has ${names.length} names but ${values.length} values`,
      );
    }
  }
  // Plotly counts axes as x, x2, x3, and their settings as xaxis, xaxis2, xaxis3.
  const number = (index: number) => (index === 0 ? '' : String(index + 1));
  return {
    data: panels.map(({ names, values }, index) => ({
      type: 'bar',
      // Positions rather than the names themselves: a digit would be taken for a number.
      x: names.map((_, i) => i),
      y: values,
      customdata: names,
      hovertemplate: '%{customdata}: %{y:.3f}<extra></extra>',
      xaxis: `x${number(index)}`,
      yaxis: 'y',
      showlegend: false,
    })),
    layout: {
      title: { text: labels.title },
      height: 340,
      grid: { rows: 1, columns: panels.length, pattern: 'coupled', xgap: 0.08 },
      yaxis: {
        title: { text: labels.yAxis },
        gridcolor: 'rgba(128,128,128,0.25)',
        rangemode: 'tozero',
      },
      ...Object.fromEntries(
        panels.map(({ title, names }, index) => [
          `xaxis${number(index)}`,
          {
            title: { text: title },
            tickmode: 'array',
            tickvals: names.map((_, i) => i),
            ticktext: names,
            showgrid: false,
          },
        ]),
      ),
    },
    alt: labels.alt,
  };
}
