import { ts } from './tslab.js';

/**
 * What later cells can see after a cell has failed halfway: everything that was there before, and
 * of the cell's own variables those that got a value. Stock forgets them all, so that after an
 * interrupted training loop the network would be gone.
 *
 * @param after the declarations as they would be had the cell succeeded
 * @param before the declarations before the cell
 * @param hasValue whether a variable has a value now
 */
export function keptDeclarations(
  after: string,
  before: string,
  hasValue: (name: string) => boolean,
): string {
  const known = new Set(statementsOf(before).map(({ text }) => text));
  return statementsOf(after)
    .filter(({ text, names }) => known.has(text) || names.every(hasValue))
    .map(({ text }) => text)
    .join('\n');
}

interface Statement {
  readonly text: string;
  /** The variables that it declares; none where it is about types, functions or imports. */
  readonly names: readonly string[];
}

function statementsOf(declarations: string): Statement[] {
  const file = ts.createSourceFile('cell.d.ts', declarations, ts.ScriptTarget.Latest);
  return file.statements.map((statement) => ({
    text: statement.getText(file),
    names: ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.map(({ name }) => name.getText(file))
      : [],
  }));
}
