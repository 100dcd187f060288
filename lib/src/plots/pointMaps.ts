import { type Matrix, shapeOf } from '../tensor/matrix';
import { type Figure, palette } from './figure';
import { escapeHtml } from './html';

/** A place in the plane for each of N points, such as t-SNE gives them. */
export interface PointMap {
  /** What tells this map from the others: "perplexity 30", "after 250 steps". */
  readonly name: string;
  /** `[2, N]`, one column a point. */
  readonly Y: Matrix;
}

/** What is said of N points, wherever they lie; each list has an entry a point. */
export interface PointLabels {
  readonly title: string;
  readonly alt: string;
  /**
   * Points of one group have one colour and one symbol, and an entry in the legend. Those of group ''
   * are grey, and have none.
   */
  readonly groups?: readonly string[];
  /** What is written beside each point; '' writes nothing. */
  readonly texts?: readonly string[];
  /** What shows while the pointer rests on the point; line breaks count. */
  readonly hover?: readonly string[];
  /** In pixels. */
  readonly height?: number;
}

/** Lines from a point to others that are drawn when its name is picked. */
export interface PointLinks {
  readonly name: string;
  readonly from: number;
  readonly to: readonly number[];
  /** What is written at the lines' ends, an entry for each of `to`. */
  readonly texts: readonly string[];
}

const symbols = [
  ...['circle', 'square', 'diamond', 'cross', 'triangle-up', 'star'],
  ...['x', 'triangle-down', 'pentagon', 'hourglass', 'bowtie', 'star-diamond'],
];

/**
 * Maps of the same points side by side. Each is centred, and as large as its panel allows: sizes can
 * be compared within a map, not between maps.
 * @throws RangeError where a map is not `[2, N]`, or a list of labels has not N entries
 */
export function mapPanels(maps: readonly PointMap[], labels: PointLabels): Figure {
  // Plotly counts axes as x, x2, x3, and their settings as xaxis, xaxis2, xaxis3.
  const number = (index: number) => (index === 0 ? '' : String(index + 1));
  return {
    data: maps.flatMap(({ Y }, index) =>
      tracesOf(Y, labels).map((trace) => ({
        ...trace,
        xaxis: `x${number(index)}`,
        yaxis: `y${number(index)}`,
        showlegend: trace.showlegend && index === 0,
      })),
    ),
    layout: {
      ...commonLayout(labels),
      legend: { itemsizing: 'constant', orientation: 'h', y: -0.16 },
      grid: { rows: 1, columns: maps.length, pattern: 'independent', xgap: 0.04 },
      ...Object.fromEntries(
        maps.flatMap(({ name }, index): [string, object][] => [
          [`xaxis${number(index)}`, { ...bareAxis, title: { text: escapeHtml(name) } }],
          [`yaxis${number(index)}`, { ...bareAxis, scaleanchor: `x${number(index)}` }],
        ]),
      ),
    },
    alt: labels.alt,
  };
}

/**
 * Maps of the same points one after the other, with a slider, which stands at the last one, and a
 * button that plays them like a film from the first. Each is centred and as large as the picture
 * allows.
 * @throws RangeError where a map is not `[2, N]`, or a list of labels has not N entries
 */
export function mapSlider(maps: readonly PointMap[], labels: PointLabels): Figure {
  const names = maps.map(({ name }) => name);
  const at = (duration: number) => ({
    mode: 'immediate',
    frame: { duration, redraw: false },
    transition: { duration },
  });
  const frames = maps.map(({ name, Y }) => ({
    name,
    data: tracesOf(Y, labels).map(({ x, y }) => ({ x, y })),
  }));
  return {
    data: tracesOf(maps[maps.length - 1].Y, labels),
    frames,
    layout: {
      ...commonLayout(labels),
      margin: { l: 30, r: 30, t: 50, b: 90 },
      xaxis: bareAxis,
      yaxis: { ...bareAxis, scaleanchor: 'x' },
      sliders: [
        {
          x: 0.12,
          len: 0.88,
          y: 0,
          active: maps.length - 1,
          currentvalue: { prefix: '', xanchor: 'left' },
          steps: names.map((name) => ({ label: name, method: 'animate', args: [[name], at(0)] })),
        },
      ],
      updatemenus: [
        {
          type: 'buttons',
          x: 0,
          xanchor: 'left',
          y: 0,
          yanchor: 'top',
          pad: { t: 35 },
          showactive: false,
          bgcolor: '#f7f7f7',
          font: { color: '#1f2328' },
          buttons: [{ label: '▶ Play', method: 'animate', args: [names, at(250)] }],
        },
      ],
    },
    alt: labels.alt,
  };
}

/**
 * One map, and a menu of points: picking one draws lines from it to others, such as its nearest
 * neighbours in all dimensions.
 * @param links at least one; the first one's lines are drawn at first
 * @throws RangeError where the map is not `[2, N]`, or a list of labels has not N entries
 */
export function mapWithLinks(
  { Y }: PointMap,
  links: readonly PointLinks[],
  labels: PointLabels,
): Figure {
  const { x, y } = coordinates(Y);
  const lines = links.map(({ from, to, texts }) => ({
    x: to.flatMap((j) => [x[from], x[j], null]),
    y: to.flatMap((j) => [y[from], y[j], null]),
    text: texts.flatMap((text) => ['', escapeHtml(text), '']),
  }));
  const traces = tracesOf(Y, labels);
  const style = {
    mode: 'lines+text',
    line: { color: '#808080', width: 1.5 },
    textposition: 'bottom center',
    textfont: { size: 13 },
  };
  return {
    data: [
      ...traces,
      { type: 'scatter', ...style, hoverinfo: 'skip', showlegend: false, ...lines[0] },
    ],
    layout: {
      ...commonLayout(labels),
      xaxis: bareAxis,
      yaxis: { ...bareAxis, scaleanchor: 'x' },
      updatemenus: [
        {
          type: 'dropdown',
          x: 0,
          xanchor: 'left',
          y: 1,
          yanchor: 'top',
          bgcolor: '#f7f7f7',
          font: { color: '#1f2328' },
          buttons: links.map(({ name }, k) => ({
            label: escapeHtml(name),
            method: 'restyle',
            args: [{ x: [lines[k].x], y: [lines[k].y], text: [lines[k].text] }, [traces.length]],
          })),
        },
      ],
    },
    alt: labels.alt,
  };
}

/** Centred, and so large that the farthest coordinate is 1; to three decimals, as pixels need. */
function coordinates(Y: Matrix): { x: number[]; y: number[] } {
  if (Y.rows !== 2) throw new RangeError(`a map is ${shapeOf(Y)}, but must have 2 rows: x and y`);
  const [xs, ys] = Y.toArray();
  const middle = (row: number[]) =>
    (row.reduce((a, b) => Math.min(a, b)) + row.reduce((a, b) => Math.max(a, b))) / 2;
  const [left, low] = [middle(xs), middle(ys)];
  let farthest = Number.MIN_VALUE;
  for (const x of xs) farthest = Math.max(farthest, Math.abs(x - left));
  for (const y of ys) farthest = Math.max(farthest, Math.abs(y - low));
  const shown = (value: number) => Math.round((1000 * value) / farthest) / 1000;
  return { x: xs.map((x) => shown(x - left)), y: ys.map((y) => shown(y - low)) };
}

/** A trace for each group, in the order in which the groups first come. */
function tracesOf(Y: Matrix, { groups, texts, hover }: PointLabels) {
  const N = Y.cols;
  for (const [name, list] of Object.entries({ groups, texts, hover })) {
    if (list === undefined || list.length === N) continue;
    throw new RangeError(
      `there are ${list.length} ${name}, but the map ${shapeOf(Y)} has ${N} points`,
    );
  }
  const { x, y } = coordinates(Y);
  // The grey ones first, so that the others lie on top of them.
  const named = [...new Set(groups)].filter((group) => group !== '');
  const groupOf = groups ?? Array<string>(N).fill('');
  const drawn = groupOf.includes('') ? ['', ...named] : named;
  return drawn.map((group) => {
    const own = x.flatMap((_, j) => (groupOf[j] === group ? [j] : []));
    const k = Math.max(0, named.indexOf(group));
    const isGrey = group === '' && named.length > 0;
    return {
      type: 'scatter',
      mode: texts ? 'markers+text' : 'markers',
      name: escapeHtml(group),
      showlegend: group !== '' && named.length > 1,
      x: own.map((j) => x[j]),
      y: own.map((j) => y[j]),
      marker: {
        size: isGrey || (N > 1000 && !groupOf.includes('')) ? 4 : 6,
        color: isGrey ? 'rgba(128,128,128,0.5)' : palette[k % palette.length],
        symbol: symbols[k % symbols.length],
      },
      ...(texts && {
        text: own.map((j) => escapeHtml(texts[j])),
        textposition: 'top center',
        textfont: { size: 10 },
      }),
      ...(hover
        ? {
            hovertext: own.map((j) => escapeHtml(hover[j]).replaceAll('\n', '<br>')),
            hovertemplate: '%{hovertext}<extra></extra>',
          }
        : { hoverinfo: 'skip' }),
    };
  });
}

/** No numbers: a map's coordinates mean nothing. */
const bareAxis = {
  range: [-1.08, 1.08],
  // Where the room is no square, the frame becomes one: a wider range would shrink the map.
  constrain: 'domain',
  showticklabels: false,
  showgrid: false,
  zeroline: false,
  showline: true,
  mirror: true,
  linecolor: 'rgba(128,128,128,0.4)',
};

function commonLayout({ title, height = 460 }: PointLabels) {
  return {
    title: { text: title },
    height,
    margin: { l: 30, r: 30, t: 50, b: 50 },
    hovermode: 'closest',
    hoverlabel: { align: 'left' },
    legend: { itemsizing: 'constant' },
  };
}
