import { SourceMap, type SourceMapPayload } from 'node:module';

/** A place in a text; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** tslab calls a cell this, and puts `export {};` and a line break before its text. */
const cellFile = '__tslab__.ts';

/**
 * Leads from the JavaScript emitted for a cell, or for a helper file of its, back to the cell,
 * through both of tslab's compilations.
 */
export class CellPositions {
  private maps?: readonly [toModule: SourceMap, toCell: SourceMap];

  /**
   * @param emitted the JavaScript
   * @param commonJsToModule makes the map of the second compilation
   * @param moduleToCell the map of the first
   * @param linesBefore how many lines of other code come before it in the script that runs
   */
  constructor(
    private readonly emitted: string,
    private readonly commonJsToModule: () => string,
    private readonly moduleToCell: string,
    private readonly linesBefore = 0,
  ) {}

  /** The same for a script with some lines before the emitted JavaScript. */
  below(lines: number): CellPositions {
    const { emitted, commonJsToModule, moduleToCell, linesBefore } = this;
    return new CellPositions(emitted, commonJsToModule, moduleToCell, linesBefore + lines);
  }

  /** Where in the cell the code at a place of the script comes from; nowhere for tslab's own. */
  original({ line: scriptLine, column }: Position): Position | undefined {
    const emittedLine = scriptLine - this.linesBefore;
    if (emittedLine < 1 || emittedLine > this.emitted.trimEnd().split('\n').length)
      return undefined;
    // Decoded at the first error: most cells never have one.
    this.maps ??= [decode(this.commonJsToModule()), decode(this.moduleToCell)];
    const [toModule, toCell] = this.maps;
    const inModule = toModule.findEntry(emittedLine - 1, column - 1);
    if (!('originalLine' in inModule)) return undefined;
    const inCell = toCell.findEntry(inModule.originalLine, inModule.originalColumn);
    if (!('originalLine' in inCell)) return undefined;
    const linesBeforeCell = inCell.originalSource.endsWith(cellFile) ? 1 : 0;
    const line = inCell.originalLine - linesBeforeCell + 1;
    return line < 1 ? undefined : { line, column: inCell.originalColumn + 1 };
  }
}

function decode(map: string): SourceMap {
  return new SourceMap(JSON.parse(map) as SourceMapPayload);
}
