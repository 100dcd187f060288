import katex from 'katex';
import { Marked } from 'marked';

/**
 * Equations, and whatever hides a dollar sign from being one: code blocks, code spans, `\$`.
 * An equation never contains an empty line. As in JupyterLab, this is decided before Markdown is
 * read, so that `_` and `|` in an equation mean nothing to Markdown, and hints in HTML may hold some.
 */
const mathOrCode = new RegExp(
  [
    /^ {0,3}(?<fence>`{3,}|~{3,})[^]*?(?:^ {0,3}\k<fence>[`~]*[ \t]*$|(?![^]))/,
    /(?<!`)(?<ticks>`+)(?!`)[^]*?[^`]\k<ticks>(?!`)/,
    /\\\$/,
    /\$\$(?<display>(?:\\[^]|(?!\n[ \t]*\n)[^$\\])+)\$\$/,
    /\$(?<inline>(?:\\[^]|(?!\n[ \t]*\n)[^$\\])+)\$/,
    /\\\\\[(?<brackets>(?:(?!\n[ \t]*\n)[^])+?)\\\\\]/,
    /\\\\\((?<parentheses>(?:(?!\n[ \t]*\n)[^])+?)\\\\\)/,
    /(?<environment>\\begin\{(?<name>[a-z]+\*?)\}[^]+?\\end\{\k<name>\})/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gm',
);

type Groups = Record<string, string | undefined>;

const marked = new Marked({
  async: false,
  renderer: {
    heading({ tokens, depth, text }) {
      const anchor = headingAnchor(text.replace(/\uE000\d+\uE001/g, ''));
      return `<h${depth} id="${anchor}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
  },
  walkTokens(token) {
    // The page of another lesson lies where its notebook does.
    if (token.type === 'link' && /^[^:]*\.ipynb(#|$)/.test(String(token['href'])))
      token['href'] = String(token['href']).replace('.ipynb', '.html');
  },
});

/**
 * Markdown with equations as HTML that needs no script: KaTeX's style sheet draws the equations,
 * and MathML inside them is what a screen reader reads.
 *
 * @throws Error naming an equation that is not LaTeX
 */
export function renderMarkdown(text: string): string {
  const equations: string[] = [];
  const withoutMath = text.replace(mathOrCode, (match: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Groups;
    const display = groups['display'] ?? groups['brackets'] ?? groups['environment'];
    const inline = groups['inline'] ?? groups['parentheses'];
    const latex = display ?? inline;
    if (latex === undefined) return match;
    return placeholder(equations.push(equation(latex, display !== undefined)) - 1);
  });
  const html = marked.parse(withoutMath) as string;
  return html.replace(/\uE000(\d+)\uE001/g, (_, index) => equations[Number(index)] ?? '');
}

/** What JupyterLab calls a heading in links, so that they work in lessons and in their pages. */
export function headingAnchor(text: string): string {
  return text.replace(/["&<>`]/g, '').replaceAll(' ', '-');
}

/** The text with a private-use character for each that belongs to such a thing; lines stay. */
export function blot(text: string, what: 'equations' | 'equations and code'): string {
  return text.replace(mathOrCode, (match: string, ...rest: unknown[]) => {
    const { fence, ticks } = rest.at(-1) as Groups;
    const isCode = fence !== undefined || ticks !== undefined;
    const stays = match === '\\$' || (isCode && what === 'equations');
    return stays ? match : match.replace(/[^\n]/g, '\uE000');
  });
}

/** Private-use characters, which mean nothing to Markdown and stand in no lesson. */
function placeholder(index: number): string {
  return `\uE000${index}\uE001`;
}

function equation(latex: string, displayMode: boolean): string {
  try {
    return katex.renderToString(latex, { displayMode, output: 'htmlAndMathml', strict: false });
  } catch (error) {
    throw new Error(`the equation ${latex.trim()}: ${(error as Error).message}`, { cause: error });
  }
}
