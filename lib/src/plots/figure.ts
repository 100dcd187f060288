import { display, type Display } from './display';
import { escapeHtml } from './html';

/** A plotly figure: https://plotly.com/javascript/reference describes traces and layout. */
export interface Figure {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly layout: Readonly<Record<string, unknown>>;
  /** What a slider or button of the layout that says `animate` moves to, by name. */
  readonly frames?: readonly Readonly<Record<string, unknown>>[];
  /** What the picture shows, for those who can't see it: what a good caption would say. */
  readonly alt: string;
}

/**
 * The course's colours for lines and bars: Okabe and Ito's palette (2008), which people with any
 * common colour blindness can tell apart, less its yellow, too pale on white.
 */
export const palette = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];

/** In pixels, where a figure's own layout says nothing: what plotly takes. */
const defaultHeight = 450;

/**
 * Shows a figure below the cell that is running, or in place of the last one in `into`.
 *
 * The bundle carries plotly's own format, which JupyterLab and VS Code draw, and the caption as
 * HTML and plain text for everything else.
 */
export function show(figure: Figure, into?: Display): void {
  const layout = {
    // Transparent, with grey in the middle of the scale, so that both themes can read it.
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { color: '#808080', size: 13 },
    colorway: palette,
    margin: { l: 70, r: 30, t: 50, b: 60 },
    height: defaultHeight,
    ...figure.layout,
    meta: { alt: figure.alt },
  };
  const bundle = {
    'application/vnd.plotly.v1+json': {
      data: figure.data,
      layout,
      config: { responsive: true },
      ...(figure.frames && { frames: figure.frames }),
    },
    'text/html': `<p><em>${escapeHtml(figure.alt)}</em></p>`,
    'text/plain': figure.alt,
  };
  if (into === undefined) {
    display(bundle);
    return;
  }
  // JupyterLab's plotly renderer never redraws a picture. Another format in between makes it draw a
  // new one; it is as high as the picture, so that the page does not jump.
  if (into.shown) {
    into.show({
      'text/html': `<div style="height:${Number(layout.height)}px"></div>`,
      'text/plain': figure.alt,
    });
  }
  into.show(bundle);
}
