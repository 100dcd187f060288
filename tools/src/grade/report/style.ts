import { Html } from './html.js';

/** One style for every page; it follows the reader's light or dark. */
export const style = new Html(`
:root {
  color-scheme: light dark;
  --ink: light-dark(#1d2330, #e6e9f0);
  --quiet: light-dark(#5b6477, #9aa3b5);
  --paper: light-dark(#ffffff, #14171d);
  --panel: light-dark(#f5f6f9, #1d212a);
  --line: light-dark(#dde1e9, #323845);
  --accent: light-dark(#2f5fd0, #86a8ff);
  --good: light-dark(#1b7f3b, #63d08a);
  --fair: light-dark(#8f6200, #e6b94d);
  --bad: light-dark(#c02b2b, #ff8d85);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1rem 4rem; max-width: 68rem;
  font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
}
h1, h2, h3 { line-height: 1.2; margin: 2rem 0 .75rem; overflow-wrap: anywhere; }
h1 { margin-top: 0; }
a { color: var(--accent); }
p.quiet, .quiet { color: var(--quiet); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th button { font: inherit; color: inherit; padding: 0; border: 0; background: none; cursor: pointer; }
th button:hover { color: var(--ink); text-decoration: underline; }
th[aria-sort=ascending] button::after { content: ' ▲'; }
th[aria-sort=descending] button::after { content: ' ▼'; }
th { font-weight: 600; color: var(--quiet); font-size: .875rem; }
td.number, th.number { text-align: right; white-space: nowrap; }
td { overflow-wrap: anywhere; }
pre {
  margin: .25rem 0; padding: .75rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere;
  background: var(--panel); border-radius: 6px; font-size: .875rem;
}
.status { font-weight: 600; white-space: nowrap; }
.passed, .graded { color: var(--good); }
.partial { color: var(--fair); }
.failed, .error { color: var(--bad); }
.missing { color: var(--quiet); }
.exercise { margin: 1rem 0; padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: 8px; }
.exercise h3 { margin: 0 0 .5rem; display: flex; flex-wrap: wrap; gap: .25rem 1rem; justify-content: space-between; }
.figures { display: flex; flex-wrap: wrap; gap: 2rem; }
.figures > figure { flex: 1 1 20rem; margin: 0; }
figcaption { font-weight: 600; margin-bottom: .5rem; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
svg .quiet { fill: var(--quiet); }
svg .bar { fill: var(--accent); }
svg .axis { stroke: var(--line); }
.warning { padding: .75rem 1rem; border-left: 4px solid var(--bad); background: var(--panel); }
`);
