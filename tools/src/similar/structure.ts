import { File, Region, TokenizedFile } from '@dodona/dolos-core';
import ts from 'typescript';

/**
 * The structure of TypeScript code: its tokens without comments, spaces and the author's own names,
 * so that renaming and reformatting change nothing.
 *
 * @param name what the code is called where it is found again
 * @param known names that are nobody's own, such as the library's
 */
export function structureOf(name: string, code: string, known: ReadonlySet<string>): TokenizedFile {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, true, ts.LanguageVariant.Standard, code);
  // Not parsed: the parser gives up on brackets in brackets without end.
  const file: ts.SourceFileLike = { text: code } as ts.SourceFileLike;
  const tokens: string[] = [];
  const places: Region[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const text = scanner.getTokenText();
    const isProperty = tokens.at(-1) === '.';
    const isOwnName = kind === ts.SyntaxKind.Identifier && !isProperty && !known.has(text);
    tokens.push(isOwnName ? 'name' : text);
    const start = ts.getLineAndCharacterOfPosition(file, scanner.getTokenStart());
    const end = ts.getLineAndCharacterOfPosition(file, scanner.getTokenEnd());
    places.push(new Region(start.line, start.character, end.line, end.character));
  }
  return new TokenizedFile(new File(name, code), tokens, places);
}
