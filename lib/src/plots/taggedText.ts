import type { MimeBundle } from './display';
import { palette } from './figure';
import { escapeHtml } from './html';

/** A sentence with the entities in it: each a label, and its words from start to before end. */
export interface MarkedSentence {
  readonly tokens: readonly string[];
  readonly spans: readonly {
    readonly label: string;
    readonly start: number;
    readonly end: number;
  }[];
}

/**
 * Sentences one below the other, every entity underlined and shaded in the colour of its label, which
 * stands behind it. Hand the result to `display`.
 *
 * @throws RangeError where spans overlap, or do not lie in their sentence
 */
export function taggedText(sentences: readonly MarkedSentence[]): MimeBundle {
  const labels = [...new Set(sentences.flatMap(({ spans }) => spans.map(({ label }) => label)))];
  const colours = new Map(labels.sort().map((label, k) => [label, palette[k % palette.length]]));
  const mark = (text: string, label: string) =>
    `<span style="border-bottom:3px solid ${colours.get(label)!};` +
    `background:${colours.get(label)!}33;padding:0 3px;border-radius:3px 3px 0 0">` +
    `${escapeHtml(text)}&nbsp;<small><b>${escapeHtml(label)}</b></small></span>`;
  const html = sentences.map((one) => joined(one, escapeHtml, mark));
  const plain = sentences.map((one) =>
    joined(
      one,
      (text) => text,
      (text, label) => `[${text} ${label}]`,
    ),
  );
  return {
    'text/html': html
      .map((line) => `<div style="font-size:15px;line-height:2">${line}</div>`)
      .join(''),
    'text/plain': plain.join('\n'),
  };
}

function joined(
  { tokens, spans }: MarkedSentence,
  plain: (text: string) => string,
  mark: (text: string, label: string) => string,
): string {
  const parts: string[] = [];
  let next = 0;
  for (const { label, start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (!(start >= next && start < end && end <= tokens.length)) {
      throw new RangeError(
        `taggedText: the span ${label} from ${start} to ${end} does not fit into ${tokens.length} ` +
          `words, of which those before ${next} are marked already`,
      );
    }
    parts.push(...tokens.slice(next, start).map(plain));
    parts.push(mark(tokens.slice(start, end).join(' '), label));
    next = end;
  }
  return [...parts, ...tokens.slice(next).map(plain)].join(' ');
}
