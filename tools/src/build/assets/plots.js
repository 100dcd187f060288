/* global document, matchMedia, Plotly */
// Draws every plotly figure of the page, in the colours of the reader's theme and with the legend
// below it on a narrow screen, and again when either changes or the page is printed.
const dark = matchMedia('(prefers-color-scheme: dark)');
const narrow = matchMedia('(max-width: 600px)');
const paper = matchMedia('print');
/** In pixels: what fits a sheet. */
const paperWidth = 640;

function fitted(layout) {
  const onDark = dark.matches && !paper.matches;
  const ink = onDark ? '#d5d9de' : '#33383d';
  const grid = onDark ? '#3a4047' : '#dfe3e7';
  // Plotly keeps the width that it had on paper, unless it is told to look again.
  const themed = { ...layout, autosize: true, font: { ...layout.font, color: ink } };
  for (const axis of Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key)))
    themed[axis] = { gridcolor: grid, zerolinecolor: grid, linecolor: ink, ...layout[axis] };
  if (paper.matches) return { ...themed, width: paperWidth };
  if (!narrow.matches) return themed;
  const legend = { orientation: 'h', x: 0, y: -0.3, yanchor: 'top', ...layout.legend };
  return { ...themed, legend, margin: { ...layout.margin, r: 10 } };
}

for (const element of document.querySelectorAll('figure.plot')) {
  const { data, layout, frames, config } = JSON.parse(element.querySelector('script').textContent);
  const drawing = document.createElement('div');
  element.append(drawing);
  const draw = () =>
    Plotly.react(drawing, data, fitted(layout), {
      responsive: true,
      displaylogo: false,
      ...config,
    });
  draw().then(() => frames && Plotly.addFrames(drawing, frames));
  for (const change of [dark, narrow, paper]) change.addEventListener('change', draw);
}
