import { marked, type Token } from 'marked';
import { blot } from '../build/markdown.js';

/** A piece of Markdown, and the line of the cell in which it begins, from 1. */
export interface Piece {
  readonly token: Token;
  readonly line: number;
}

/** All that Markdown makes of a text, outer pieces before inner ones; equations are blotted out. */
export function piecesOf(source: string): Piece[] {
  const text = blot(source, 'equations');
  const pieces: Piece[] = [];
  let from = 0;
  void marked.walkTokens(marked.lexer(text), (token) => {
    const found = text.indexOf(token.raw, from);
    // A piece of several lines, such as an item of a list, may be written with an indentation.
    if (found !== -1) from = found;
    pieces.push({ token, line: lineAt(text, from) });
    const isLeaf = !('tokens' in token) && token.type !== 'list' && token.type !== 'table';
    if (found !== -1 && isLeaf) from += token.raw.length;
  });
  return pieces;
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
