/** What the grader asks of the compiler in the sandbox. */
export interface CompileRequest {
  readonly id: number;
  /** What earlier cells have declared, as the compiler's own answers gave it. */
  readonly declarations: string;
  readonly source: string;
}

export type CompileReply =
  | { id: 0; kind: 'ready' }
  | { id: number; kind: 'converted'; code: string; declarations: string; awaits: boolean }
  /** Type or syntax errors; line and column count from 1, in the cell. */
  | {
      id: number;
      kind: 'errors';
      errors: { line: number; column: number; message: string; isSyntax: boolean }[];
    }
  | { id: number; kind: 'tooLarge' }
  /** The compiler itself gave up, such as on types nested too deep. */
  | { id: number; kind: 'crashed'; message: string };

/** Code and declarations of one cell, in characters. */
export const longestOutput = 2 ** 20;
export const mostErrors = 10;
export const longestError = 1000;
