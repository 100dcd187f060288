import { type Matrix } from '../tensor/matrix';
import type { Figure } from './figure';

/** Blue for the lowest, pale for 0, orange for the highest: the two ends differ for every kind of colour vision. */
const [blue, pale, orange] = ['#0072b2', '#f7f7f7', '#d55e00'];

/**
 * A heat map of a matrix whose entries lie between −1 and 1, such as activations over time, or
 * between −limit and limit, or from 0 on, such as gates.
 *
 * @param values `[rows, columns]`; row 0 stands on top
 * @param labels what stands at the axes: a name for each column (a word) and for each row (a unit);
 *   `valueAxis`, what the colours stand for; `limit`, where they end (1 unless told otherwise);
 *   `nonNegative`, that they begin at 0; `marks`, of the same shape as the matrix, puts a dot on
 *   every entry that it says `true` for
 * @throws RangeError where the number of labels or marks is not that of columns or rows
 */
export function heatMap(
  values: Matrix,
  labels: {
    title: string;
    columns: readonly string[];
    rows: readonly string[];
    columnAxis: string;
    rowAxis: string;
    alt: string;
    valueAxis?: string;
    limit?: number;
    marks?: readonly (readonly boolean[])[];
    nonNegative?: boolean;
  },
): Figure {
  if (labels.columns.length !== values.cols || labels.rows.length !== values.rows) {
    throw new RangeError(
      `heatMap: the matrix is [${values.shape.join(', ')}], but there are ` +
        `${labels.rows.length} row labels and ${labels.columns.length} column labels`,
    );
  }
  const { marks = labels.rows.map(() => labels.columns.map(() => false)) } = labels;
  const { valueAxis = 'activation', limit = 1, nonNegative = false } = labels;
  if (marks.length !== values.rows || marks.some((row) => row.length !== values.cols)) {
    throw new RangeError(
      `heatMap: marks must have ${values.rows} rows of ${values.cols}, the matrix's shape`,
    );
  }
  const marked = marks.flatMap((row, i) => row.flatMap((mark, j) => (mark ? [{ i, j }] : [])));
  const positions = labels.columns.map((_, j) => j);
  return {
    data: [
      {
        type: 'heatmap',
        z: values.toArray(),
        // Positions rather than the labels themselves: a word may come twice.
        x: positions,
        y: labels.rows,
        zmin: nonNegative ? 0 : -limit,
        zmax: limit,
        colorscale: (nonNegative ? [pale, orange] : [blue, pale, orange]).map((color, k, all) => [
          k / (all.length - 1),
          color,
        ]),
        colorbar: { title: { text: valueAxis } },
        customdata: values.toArray().map(() => [...labels.columns]),
        hovertemplate: '%{y}, %{customdata}: %{z:.3f}<extra></extra>',
      },
      ...(marked.length > 0
        ? [
            {
              type: 'scatter',
              mode: 'markers',
              x: marked.map(({ j }) => j),
              y: marked.map(({ i }) => labels.rows[i]),
              marker: { color: '#000000', size: 6 },
              hoverinfo: 'skip',
            },
          ]
        : []),
    ],
    layout: {
      title: { text: labels.title },
      height: Math.max(320, 140 + 18 * values.rows),
      xaxis: {
        title: { text: labels.columnAxis, standoff: 12 },
        automargin: true,
        tickmode: 'array',
        tickvals: positions,
        ticktext: labels.columns,
        showgrid: false,
        // Single characters are read upright, as the text that they are.
        ...(labels.columns.every((label) => [...label].length === 1) && {
          tickangle: 0,
          tickfont: { family: 'monospace' },
        }),
      },
      yaxis: {
        title: { text: labels.rowAxis },
        autorange: 'reversed',
        automargin: true,
        showgrid: false,
      },
    },
    alt: labels.alt,
  };
}
