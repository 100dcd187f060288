import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { Matrix, type DType } from '../tensor/matrix';
import type { Tensors } from '../tensor/tensors';

const dtypes = { float64: 'F64', float32: 'F32' } as const;

/**
 * Writes parameters to a file in the safetensors format, which other frameworks read: each matrix
 * under its name, row after row, with its shape and type.
 *
 * The file appears whole or not at all: it is written beside its place first.
 *
 * @param metadata short texts to keep with the parameters, such as how the model was trained
 * @throws Error where the file can't be written; a file that was there is then as before
 * @see https://huggingface.co/docs/safetensors
 */
export function saveWeights(
  path: string,
  parameters: Tensors,
  metadata: Readonly<Record<string, string>> = {},
): void {
  const temporary = `${path}.${process.pid}.tmp`;
  const file = openSync(temporary, 'w');
  try {
    writeAll(file, encodeWeights(parameters, metadata));
    fsyncSync(file);
    closeSync(file);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Reads parameters that {@link saveWeights}, or any other writer of the format, wrote. Tensors of
 * one dimension become columns; only 32- and 64-bit floating-point numbers are read.
 *
 * @throws Error that names the file and what is wrong with it: cut short, not of this format, a
 *   tensor of another type or with more than two dimensions
 */
export function loadWeights(path: string): {
  parameters: Record<string, Matrix>;
  metadata: Record<string, string>;
} {
  try {
    return decodeWeights(readFileSync(path));
  } catch (error) {
    if (error instanceof MalformedWeights)
      throw new Error(`${path}: ${error.message}`, { cause: error });
    throw error;
  }
}

class MalformedWeights extends Error {}

/** Eight bytes with the header's length, the header in JSON, and all entries. */
function encodeWeights(parameters: Tensors, metadata: Readonly<Record<string, string>>): Buffer {
  const header: Record<string, unknown> = {};
  if (Object.keys(metadata).length > 0) header['__metadata__'] = metadata;
  let offset = 0;
  // The wider type first, so that every tensor lies where its entries are aligned.
  const ordered = Object.entries(parameters).sort(([, a], [, b]) => (a.dtype > b.dtype ? -1 : a.dtype < b.dtype ? 1 : 0)); // prettier-ignore
  for (const [name, { rows, cols, data, dtype }] of ordered) {
    const end = offset + data.byteLength;
    header[name] = { dtype: dtypes[dtype], shape: [rows, cols], data_offsets: [offset, end] };
    offset = end;
  }
  const json = JSON.stringify(header);
  const padded = json + ' '.repeat((8 - (Buffer.byteLength(json) % 8)) % 8);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(Buffer.byteLength(padded)));
  return Buffer.concat([
    length,
    Buffer.from(padded),
    ...ordered.map(([, { data }]) => Buffer.from(data.buffer, data.byteOffset, data.byteLength)),
  ]);
}

function decodeWeights(file: Buffer): {
  parameters: Record<string, Matrix>;
  metadata: Record<string, string>;
} {
  if (file.length < 8) throw new MalformedWeights(`cut short: it has ${file.length} bytes`);
  const length = Number(file.readBigUInt64LE());
  if (length > file.length - 8) {
    throw new MalformedWeights(
      `cut short, or no safetensors file: its header should have ${length} bytes, but only ` +
        `${file.length - 8} follow`,
    );
  }
  const entries = 8 + length;
  const { __metadata__: metadata = {}, ...tensors } = parseHeader(file.subarray(8, entries));
  const parameters = Object.entries(tensors).map(([name, description]) => [
    name,
    decodeTensor(name, description, file.subarray(entries)),
  ]);
  return {
    parameters: Object.fromEntries(parameters) as Record<string, Matrix>,
    metadata: metadata as Record<string, string>,
  };
}

function parseHeader(bytes: Buffer): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new MalformedWeights('no safetensors file: its header is not JSON');
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) {
    throw new MalformedWeights('no safetensors file: its header is not an object');
  }
  return header as Record<string, unknown>;
}

function decodeTensor(name: string, description: unknown, entries: Buffer): Matrix {
  const { dtype, shape, data_offsets: offsets } = (description ?? {}) as Record<string, unknown>;
  const known = (Object.keys(dtypes) as DType[]).find((candidate) => dtypes[candidate] === dtype);
  if (known === undefined) {
    throw new MalformedWeights(`${name} has the type ${String(dtype)}; only F32 and F64 are read`);
  }
  const isNumbers = (value: unknown): value is number[] =>
    Array.isArray(value) && value.every((entry) => Number.isSafeInteger(entry) && entry >= 0);
  if (!isNumbers(shape) || shape.length === 0 || shape.length > 2) {
    throw new MalformedWeights(
      `${name} has the shape ${JSON.stringify(shape)}; a Matrix has one or two dimensions`,
    );
  }
  const [rows, cols = 1] = shape;
  const width = known === 'float64' ? 8 : 4;
  if (
    !isNumbers(offsets) ||
    offsets.length !== 2 ||
    offsets[1] - offsets[0] !== rows * cols * width
  ) {
    throw new MalformedWeights(
      `${name} of shape [${shape.join(', ')}] lies at ${JSON.stringify(offsets)}, which are not ` +
        `its ${rows * cols * width} bytes`,
    );
  }
  if (offsets[1] > entries.length) {
    throw new MalformedWeights(
      `cut short: ${name} ends at byte ${offsets[1]} of the entries, but there are ` +
        `${entries.length}`,
    );
  }
  // A copy of its own, because the file's bytes may not be aligned.
  const bytes = Uint8Array.from(entries.subarray(...(offsets as [number, number]))).buffer;
  return new Matrix(
    rows,
    cols,
    known === 'float64' ? new Float64Array(bytes) : new Float32Array(bytes),
  );
}

function writeAll(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}
