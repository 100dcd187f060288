import { kernelCode } from './kernelCode';
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

/** What lib/kernel does with SIMD, and the memory that it works in. */
class Kernel {
  private readonly exports: KernelExports;
  /** All of the kernel's memory, as numbers of either kind. */
  private heap = { f32: new Float32Array(), f64: new Float64Array() };
  /** Where free memory begins. */
  private free = 0;
  /** By their data, the left factors that don't change for now, and where they lie packed. */
  private readonly constants = new Map<Entries, { factor: Factor; address: number }[]>();

  /** @throws ReferenceError or WebAssembly.CompileError where this machine has no SIMD. */
  constructor() {
    const code = Uint8Array.from(atob(kernelCode), (letter) => letter.charCodeAt(0));
    this.exports = new WebAssembly.Instance(new WebAssembly.Module(code)).exports;
  }

  /**
   * The entries of A·B, for factors that fit together and have one dtype.
   * @throws RangeError where this process can't have the memory that it takes.
   */
  product(A: Factor, B: Factor): Entries {
    const isSingle = A.data instanceof Float32Array;
    const { multiplyF32, multiplyF64, multiplyColumnF32, multiplyColumnF64 } = this.exports;
    const [n, k, m] = [A.rows, A.cols, B.cols];
    let begin = this.free;
    try {
      const a = this.packedRows(A);
      if (this.constants.has(A.data)) begin = this.free;
      const b = m === 1 ? this.copied(B.data) : this.packedColumns(B);
      const c = this.reserved(roundUp(n, 16) * roundUp(m, 8) * A.data.BYTES_PER_ELEMENT);
      if (m === 1) (isSingle ? multiplyColumnF32 : multiplyColumnF64)(a, b, c, n, k);
      else (isSingle ? multiplyF32 : multiplyF64)(a, b, c, n, k, m);
      const heap = isSingle ? this.heap.f32 : this.heap.f64;
      const first = c / heap.BYTES_PER_ELEMENT;
      return heap.slice(first, first + n * m);
    } finally {
      this.free = begin;
    }
  }

  /** tanh or σ of every entry, to within 3·10⁻⁷. */
  activation(name: 'tanhF32' | 'sigmoidF32', data: Float32Array): Float32Array {
    const begin = this.free;
    try {
      const at = this.copied(data);
      this.exports[name](at, roundUp(data.byteLength, 16));
      const first = at / data.BYTES_PER_ELEMENT;
      return this.heap.f32.slice(first, first + data.length);
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
    const { packRowsF32, packRowsF64 } = this.exports;
    const pack = A.data instanceof Float32Array ? packRowsF32 : packRowsF64;
    pack(this.copied(A.data), address, A.rows, A.cols, A.down, A.right);
    this.free = end;
    known?.push({ factor: A, address });
    return address;
  }

  private packedColumns(B: Factor): number {
    const address = this.reserved(B.rows * roundUp(B.cols, 8) * B.data.BYTES_PER_ELEMENT);
    const end = this.free;
    const { packColumnsF32, packColumnsF64 } = this.exports;
    const pack = B.data instanceof Float32Array ? packColumnsF32 : packColumnsF64;
    pack(this.copied(B.data), address, B.cols, B.rows, B.right, B.down);
    this.free = end;
    return address;
  }

  private copied(data: Entries): number {
    const address = this.reserved(data.byteLength);
    const heap = data instanceof Float32Array ? this.heap.f32 : this.heap.f64;
    heap.set(data, address / heap.BYTES_PER_ELEMENT);
    return address;
  }

  private reserved(bytes: number): number {
    const { memory } = this.exports;
    const address = this.free;
    this.free += roundUp(bytes, 64);
    if (this.free > memory.buffer.byteLength) {
      try {
        memory.grow(Math.ceil((this.free - memory.buffer.byteLength) / PAGE));
      } catch (cause) {
        const needed = Math.ceil(this.free / 2 ** 20);
        throw new RangeError(
          `the matrices are too large for this process: their product takes ${needed} MiB of memory`,
          { cause },
        );
      }
      const { buffer } = memory;
      this.heap = { f32: new Float32Array(buffer), f64: new Float64Array(buffer) };
    }
    return address;
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
      'Matrix products run about 20 times slower here, because WebAssembly with SIMD is missing ' +
        `(${String(error)}). Node 20 or newer has it on every common processor.`,
    );
  }
  return kernel;
}

/** WebAssembly's memory grows by pages. */
const PAGE = 2 ** 16;

function roundUp(count: number, unit: number): number {
  return Math.ceil(count / unit) * unit;
}

type Pack = (from: number, to: number, lines: number, k: number, gap: number, step: number) => void;
type Multiply = (a: number, b: number, c: number, n: number, k: number, m: number) => void;
type MultiplyColumn = (a: number, b: number, c: number, n: number, k: number) => void;
type Activation = (at: number, bytes: number) => void;

interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly packRowsF32: Pack;
  readonly packRowsF64: Pack;
  readonly packColumnsF32: Pack;
  readonly packColumnsF64: Pack;
  readonly multiplyF32: Multiply;
  readonly multiplyF64: Multiply;
  readonly multiplyColumnF32: MultiplyColumn;
  readonly multiplyColumnF64: MultiplyColumn;
  readonly tanhF32: Activation;
  readonly sigmoidF32: Activation;
}

/** What is used of the global that every JavaScript engine has, and Node's types leave out. */
declare const WebAssembly: {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: KernelExports };
};
