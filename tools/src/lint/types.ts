import { studentCopy } from '../build/studentCopy.js';
import { type CellConverter, createCellConverter } from '../kernel/cellConverter.js';
import { type Mistake, mistakesIn } from '../kernel/typeErrorReport.js';
import type { Notebook } from '../notebook/notebook.js';
import type { Course, SourceLesson } from './course.js';
import { type Finding, placeOf } from './finding.js';

/**
 * Type-checks cells as the kernel compiles them, each in the context of those above it, so that what
 * one declares a later one may declare again; but strictly. A cell that was checked in the same
 * context before is not checked again: that makes a student's copy cheap.
 */
export class CellTypes {
  private readonly strict: CellConverter;
  private lax?: CellConverter;
  private readonly checked = new Map<string, Checked>();

  constructor(private readonly root: string) {
    this.strict = createCellConverter({ root, strict: true });
  }

  /** What is wrong in the lesson with its solutions in place, and what more with its stubs. */
  findings(lesson: SourceLesson, { exercises }: Course): Finding[] {
    const found = new Map<string, Finding>();
    const copies = [
      [lesson.notebook, ''],
      [studentCopy(lesson.notebook, exercises), "in the student's copy: "],
    ] as const;
    for (const [notebook, where] of copies) {
      for (const { cell, line, messages, code } of this.mistakesOf(notebook)) {
        const what = `${messages.join(' ')} (TS${code})`;
        const finding = {
          file: lesson.file,
          cell: placeOf(notebook, cell),
          line,
          message: `${where}${what} Lessons are held to strict TypeScript: mend it.`,
        };
        const key = JSON.stringify([cell.id, line, what]);
        if (!found.has(key)) found.set(key, finding);
      }
    }
    return [...found.values()];
  }

  close(): void {
    this.strict.close();
    this.lax?.close();
  }

  private mistakesOf({ cells }: Notebook) {
    let declarations = '';
    return cells.flatMap((cell) => {
      if (cell.cell_type !== 'code') return [];
      const checked = this.check(declarations, cell.source);
      declarations = checked.declarations;
      return checked.mistakes.map((mistake) => ({ ...mistake, cell }));
    });
  }

  private check(before: string, source: string): Checked {
    const key = JSON.stringify([before, source]);
    const known = this.checked.get(key);
    if (known) return known;
    const { diagnostics, declOutput } = this.strict.convert(before, source);
    const mistakes = mistakesIn(diagnostics, source);
    const declarations = declOutput ?? this.declarationsAllTheSame(before, source);
    const checked = { mistakes, declarations };
    this.checked.set(key, checked);
    return checked;
  }

  /** So that what is wrong in one cell is not said of all that use it. */
  private declarationsAllTheSame(before: string, source: string): string {
    this.lax ??= createCellConverter({ root: this.root });
    return this.lax.convert(before, source).declOutput ?? before;
  }
}

interface Checked {
  readonly mistakes: readonly Mistake[];
  /** Of this cell and those above it. */
  readonly declarations: string;
}
