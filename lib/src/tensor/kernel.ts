import { newKernelInstance, type KernelMemory } from './kernelInstance';
import type { Entries } from './matrix';

/** A matrix as it stands in a product: itself, or its transpose, seen in place. */
export interface Factor {
  readonly data: Entries;
  readonly rows: number;
  readonly cols: number;
  /** How far apart entries (i, j) and (i + 1, j) lie in data. */
  readonly down: number;
  /** How far apart entries (i, j) and (i, j + 1) lie in data. */
  readonly right: number;
}

/** What lib/kernel does with SIMD, and the memory that it does it in. */
class Kernel {
  private readonly memory: KernelMemory;
  private readonly f32: Functions;
  private readonly f64: Functions;
  /** The whole memory, as numbers of either kind. */
  private heap: { readonly f32: Float32Array; readonly f64: Float64Array };
  /** Where free memory begins. */
  private free = 0;
  /** By their data, the left factors that don't change for now, and where they lie packed. */
  private readonly constants = new Map<Entries, { factor: Factor; address: number }[]>();

  /** @throws ReferenceError or WebAssembly.CompileError where this machine has no SIMD. */
  constructor() {
    const exports = newKernelInstance();
    const endingIn = (type: string) =>
      Object.fromEntries(
        Object.entries(exports)
          .filter(([name]) => name.endsWith(type))
          .map(([name, value]) => [name.slice(0, -type.length), value]),
      ) as unknown as Functions;
    this.memory = exports.memory;
    this.heap = this.wholeMemory();
    this.f32 = endingIn('F32');
    this.f64 = endingIn('F64');
  }

  /**
   * The entries of A·B, for factors that fit together and have one dtype.
   * @throws RangeError where this process can't have the memory that it takes.
   */
  product(A: Factor, B: Factor): Entries {
    const { multiply, multiplyColumn } = this.functionsFor(A.data);
    const [n, k, m] = [A.rows, A.cols, B.cols];
    let begin = this.free;
    try {
      const a = this.packedRows(A);
      if (this.constants.has(A.data)) begin = this.free;
      const b = m === 1 ? this.copied(B.data) : this.packedColumns(B);
      const c = this.reserved(roundUp(n, 16) * roundUp(m, 8) * A.data.BYTES_PER_ELEMENT);
      if (m === 1) multiplyColumn(a, b, c, n, k);
      else multiply(a, b, c, n, k, m);
      const heap = this.heapFor(A.data);
      const first = c / heap.BYTES_PER_ELEMENT;
      return heap.slice(first, first + n * m);
    } finally {
      this.free = begin;
    }
  }

  /** result ← a ∘ b, entry by entry. */
  entrywise(operation: Entrywise, a: Entries, b: Entries, result: Entries): void {
    const begin = this.free;
    try {
      const at = this.copied(a);
      this.functionsFor(a)[operation](at, this.copied(b), roundUp(a.byteLength, 16));
      this.copyOut(at, result);
    } finally {
      this.free = begin;
    }
  }

  /** Adds the i-th entry of the column to all entries of row i. */
  addColumn(entries: Entries, column: Entries): void {
    const begin = this.free;
    try {
      const at = this.copied(entries);
      const bytes = entries.byteLength / column.length;
      this.functionsFor(entries).addColumn(at, this.copied(column), column.length, bytes);
      this.copyOut(at, entries);
    } finally {
      this.free = begin;
    }
  }

  /** f(z), entry by entry, to within 3·10⁻⁷. */
  activation(f: 'tanh' | 'sigmoid', z: Float32Array): Float32Array {
    const begin = this.free;
    try {
      const at = this.copied(z);
      this.f32[f](at, roundUp(z.byteLength, 16));
      const first = at / z.BYTES_PER_ELEMENT;
      return this.heap.f32.slice(first, first + z.length);
    } finally {
      this.free = begin;
    }
  }

  /**
   * softmax of each column of z, and log Σ eᶻ of each, for at least four columns.
   * @returns logSums
   */
  softmax(z: Float32Array, cols: number, yhat: Float32Array): Float64Array {
    const begin = this.free;
    try {
      const from = this.copied(z, BEYOND);
      const to = this.reserved(z.byteLength + BEYOND);
      const [largest, sums] = [0, 1].map(() => this.reserved(cols * z.BYTES_PER_ELEMENT + BEYOND));
      this.f32.softmax(from, to, largest, sums, z.length / cols, cols);
      this.copyOut(to, yhat);
      const column = (address: number, j: number) => this.heap.f32[address / 4 + j];
      return Float64Array.from(
        yhat.subarray(0, cols),
        (_, j) => column(largest, j) + Math.log(column(sums, j)),
      );
    } finally {
      this.free = begin;
    }
  }

  /** Does some work during which these entries don't change: as left factors they are packed once. */
  keeping<Result>(entries: readonly Entries[], work: () => Result): Result {
    const begin = this.free;
    const added = entries.filter((data) => !this.constants.has(data));
    for (const data of added) this.constants.set(data, []);
    try {
      return work();
    } finally {
      for (const data of added) this.constants.delete(data);
      this.free = begin;
    }
  }

  private packedRows(A: Factor): number {
    const known = this.constants.get(A.data);
    const found = known?.find(({ factor }) => factor.rows === A.rows && factor.down === A.down);
    if (found) return found.address;
    const address = this.reserved(roundUp(A.rows, 16) * A.cols * A.data.BYTES_PER_ELEMENT);
    const end = this.free;
    const { packRows } = this.functionsFor(A.data);
    packRows(this.copied(A.data), address, A.rows, A.cols, A.down, A.right);
    this.free = end;
    known?.push({ factor: A, address });
    return address;
  }

  private packedColumns(B: Factor): number {
    const address = this.reserved(B.rows * roundUp(B.cols, 8) * B.data.BYTES_PER_ELEMENT);
    const end = this.free;
    const { packColumns } = this.functionsFor(B.data);
    packColumns(this.copied(B.data), address, B.cols, B.rows, B.right, B.down);
    this.free = end;
    return address;
  }

  /** @param beyond bytes of room behind the copy */
  private copied(data: Entries, beyond = 0): number {
    const address = this.reserved(data.byteLength + beyond);
    this.heapFor(data).set(data, address / data.BYTES_PER_ELEMENT);
    return address;
  }

  private copyOut(address: number, result: Entries): void {
    const first = address / result.BYTES_PER_ELEMENT;
    result.set(this.heapFor(result).subarray(first, first + result.length));
  }

  private functionsFor(data: Entries): Functions {
    return data instanceof Float32Array ? this.f32 : this.f64;
  }

  private heapFor(data: Entries): Entries {
    return data instanceof Float32Array ? this.heap.f32 : this.heap.f64;
  }

  private reserved(bytes: number): number {
    const address = this.free;
    this.free += roundUp(bytes, 64);
    // Asking the memory itself would take longer than many a kernel's work.
    if (this.free > this.heap.f32.byteLength) this.grow();
    return address;
  }

  private grow(): void {
    try {
      this.memory.grow(Math.ceil((this.free - this.memory.buffer.byteLength) / PAGE));
    } catch (cause) {
      const needed = Math.ceil(this.free / 2 ** 20);
      throw new RangeError(
        `the matrices are too large for this process: they take ${needed} MiB of memory at once`,
        { cause },
      );
    }
    this.heap = this.wholeMemory();
  }

  private wholeMemory() {
    const { buffer } = this.memory;
    return { f32: new Float32Array(buffer), f64: new Float64Array(buffer) };
  }
}

let kernel: Kernel | undefined;
let isMissing = false;

/** The kernel, made when it is first asked for; undefined, after one warning, where it can't be. */
export function loadedKernel(): Kernel | undefined {
  if (kernel !== undefined || isMissing) return kernel;
  try {
    kernel = new Kernel();
  } catch (error) {
    isMissing = true;
    console.warn(
      'Matrices are multiplied about 20 times slower here, because WebAssembly with SIMD ' +
        `can't be used (${String(error)}). Node 20 or newer has it on every common processor.`,
    );
  }
  return kernel;
}

/** So many bytes may a vector stick out of what it was meant for. */
const BEYOND = 12;

/** WebAssembly's memory grows by pages. */
const PAGE = 2 ** 16;

function roundUp(count: number, unit: number): number {
  return Math.ceil(count / unit) * unit;
}

/** Operations on two matrices entry by entry. */
export type Entrywise = 'add' | 'subtract' | 'hadamard' | 'tanhBackward' | 'sigmoidBackward';

/** What lib/kernel exports for one dtype: addresses and lengths in bytes, sizes and strides in entries. */
type Functions = Record<'packRows' | 'packColumns', Pack> &
  Record<Entrywise, (a: number, b: number, bytes: number) => void> & {
    readonly multiply: (a: number, b: number, c: number, n: number, k: number, m: number) => void;
    readonly multiplyColumn: (a: number, b: number, c: number, n: number, k: number) => void;
    readonly addColumn: (a: number, column: number, rows: number, bytesOfRow: number) => void;
    /** In Float32 only. */
    readonly tanh: (z: number, bytes: number) => void;
    readonly sigmoid: (z: number, bytes: number) => void;
    readonly softmax: (
      z: number,
      yhat: number,
      largest: number,
      sums: number,
      rows: number,
      cols: number,
    ) => void;
  };
type Pack = (from: number, to: number, lines: number, k: number, gap: number, step: number) => void;
