import { type Notebook, NotebookError, parseNotebook } from '../notebook/notebook.js';
import { SubmissionError } from './submissionError.js';

/** Far more than the plots of a lesson need. */
const mostValues = 1_000_000;
const deepest = 100;
const mostCells = 5000;

/**
 * The notebook in a file that someone has handed in.
 * @throws SubmissionError where it is none, or would take more memory than its size suggests.
 */
export function readNotebook(content: Uint8Array): Notebook {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw new SubmissionError('it is not a notebook: it is not UTF-8 text');
  }
  requireModestJson(content);
  let notebook: Notebook;
  try {
    notebook = parseNotebook(text);
  } catch (error) {
    if (error instanceof NotebookError) throw new SubmissionError(`it is ${error.message}`);
    throw error;
  }
  if (notebook.cells.length > mostCells) {
    throw new SubmissionError(`it has more than ${mostCells.toLocaleString('en')} cells`);
  }
  return notebook;
}

/**
 * A byte of JSON can become a hundred bytes of objects. So they are counted before they are made:
 * what begins a value, and how deep.
 */
function requireModestJson(bytes: Uint8Array): void {
  let values = 0;
  let depth = 0;
  let inText = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (inText) {
      if (byte === backslash) i++;
      else if (byte === quote) inText = false;
    } else if (byte === quote) {
      inText = true;
    } else if (byte === comma || byte === colon) {
      values++;
    } else if (byte === openBracket || byte === openBrace) {
      values++;
      if (++depth > deepest) {
        throw new SubmissionError(`it is not a notebook: it is nested more than ${deepest} deep`);
      }
    } else if (byte === closeBracket || byte === closeBrace) {
      depth--;
    }
    if (values > mostValues) {
      throw new SubmissionError(
        `it is larger than a notebook: it has more than ${mostValues.toLocaleString('en')} values`,
      );
    }
  }
}

const [quote, backslash, comma, colon] = codes('"\\,:');
const [openBracket, closeBracket, openBrace, closeBrace] = codes('[]{}');

function codes(characters: string): number[] {
  return [...characters].map((character) => character.charCodeAt(0));
}
