/* global document, matchMedia, Plotly */
// Draws every plotly figure of the page, in the colours of the reader's theme, and again when that
// changes.
const dark = matchMedia('(prefers-color-scheme: dark)');

function withTheme(layout) {
  const ink = dark.matches ? '#d5d9de' : '#33383d';
  const grid = dark.matches ? '#3a4047' : '#dfe3e7';
  const themed = { ...layout, font: { ...layout.font, color: ink } };
  for (const axis of Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key)))
    themed[axis] = { gridcolor: grid, zerolinecolor: grid, linecolor: ink, ...layout[axis] };
  return themed;
}

for (const element of document.querySelectorAll('figure.plot')) {
  const { data, layout, frames, config } = JSON.parse(element.querySelector('script').textContent);
  const drawing = document.createElement('div');
  element.append(drawing);
  const draw = () =>
    Plotly.react(drawing, data, withTheme(layout), {
      responsive: true,
      displaylogo: false,
      ...config,
    });
  draw().then(() => frames && Plotly.addFrames(drawing, frames));
  dark.addEventListener('change', draw);
}
