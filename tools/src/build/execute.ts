import { readFile, writeFile } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import {
  joinLines,
  parseNotebook,
  serialize,
  splitLines,
  type Notebook,
  type Output,
} from '../notebook/notebook.js';
import { runPython, sourceFile } from './python.js';

/** The cell that erred, after which nothing ran. */
export interface CellFailure {
  readonly cell: string;
  /** Name, message and trace of the error, without colours. */
  readonly message: string;
}

const event = z.union([
  z.object({ started: z.number(), of: z.number() }),
  z.object({ failed: z.number(), message: z.string() }),
  z.object({ noKernel: z.string() }),
]);

/**
 * Runs the notebook in its kernel and writes it, with its outputs, to `path`; the folder of `path`
 * is its working directory. The file holds no times, and the same outputs always look the same.
 *
 * @param onCell hears how far it is
 * @throws Error where the kernel does not start
 */
export async function execute(
  notebook: Notebook,
  path: string,
  { onCell, signal }: { onCell?: (started: number, of: number) => void; signal?: AbortSignal } = {},
): Promise<{ notebook: Notebook; failure?: CellFailure }> {
  await writeFile(path, serialize(notebook));
  let failure: CellFailure | undefined;
  let noKernel: string | undefined;
  const onLine = (line: string) => {
    const told = event.parse(JSON.parse(line));
    if ('started' in told) onCell?.(told.started, told.of);
    else if ('noKernel' in told) noKernel = told.noKernel;
    else
      failure = {
        cell: notebook.cells[told.failed]?.id ?? `number ${told.failed + 1}`,
        message: stripVTControlCharacters(told.message).trim(),
      };
  };
  await runPython([sourceFile('execute.py'), path], { onLine, signal });
  if (noKernel !== undefined)
    throw new Error(`the kernel does not start (${noKernel}): \`npx unrolled doctor\` says why`);
  const executed = joinStreams(parseNotebook(await readFile(path, 'utf8')));
  await writeFile(path, serialize(executed));
  return failure ? { notebook: executed, failure } : { notebook: executed };
}

/** How the kernel's prints fall into messages is chance: what follows without a break is one text. */
function joinStreams(notebook: Notebook): Notebook {
  const cells = notebook.cells.map((cell) =>
    cell.cell_type === 'code' ? { ...cell, outputs: cell.outputs.reduce(joined, []) } : cell,
  );
  return { ...notebook, cells };
}

function joined(outputs: Output[], output: Output): Output[] {
  const last = outputs.at(-1);
  if (output.output_type !== 'stream' || last?.output_type !== 'stream')
    return [...outputs, output];
  if (last['name'] !== output['name']) return [...outputs, output];
  const text = splitLines(joinLines(last['text']) + joinLines(output['text']));
  return [...outputs.slice(0, -1), { ...last, text }];
}
