import { Matrix } from 'unrolled';

/** What may cross the sandbox's border in one message. */
export const wireLimits = { depth: 32, values: 100_000, bytes: 8 * 2 ** 20 } as const;

/** The value can't travel, or the bytes are not a value; the message ends "… is/has …". */
export class WireError extends Error {
  override readonly name = 'WireError';
}

/**
 * Stands for something that is not data: a promise, a getter, an instance of a class. It keeps no
 * more than a name for messages, so that nothing of it can run on this side.
 */
export class Foreign {
  /** @param what with its article: `a promise` */
  constructor(readonly what: string) {}
}

const Tag = {
  undefined: 0,
  null: 1,
  false: 2,
  true: 3,
  number: 4,
  bigint: 5,
  string: 6,
  array: 7,
  object: 8,
  float64Matrix: 9,
  float32Matrix: 10,
  float64Array: 11,
  float32Array: 12,
  function: 13,
  symbol: 14,
  foreign: 15,
} as const;

/**
 * A value as bytes: a tag, then what the tag says. Numbers are eight bytes, so that NaN, the
 * infinities, -0 and every last bit survive, and no `toJSON` of a learner's has a say.
 *
 * Runs inside the sandbox too, on values made by a learner's code: getters are not called, and
 * what is not data travels as a name.
 *
 * @throws WireError where the value is nested too deep or is too large.
 */
export function encode(value: unknown): Uint8Array {
  const writer = new Writer();
  writer.value(value, 0);
  return writer.written();
}

/** Makes a function from its source. Only the sandbox does: see `Formula` in lib/src/checks. */
export type Revive = (source: string) => unknown;

/**
 * The value in these bytes, which may come from a hostile process: every length is checked before
 * it is used, and all objects are made here.
 *
 * @param revive without it, functions that are received do nothing.
 * @throws WireError where the bytes are not exactly one value within the limits.
 */
export function decode(bytes: Uint8Array, revive: Revive = () => () => undefined): unknown {
  const reader = new Reader(bytes, revive);
  const value = reader.value(0);
  reader.end();
  return value;
}

/** Counts what is sent or received in one message, on both sides alike. */
class Budget {
  private values = 0;

  spend(values: number, depth: number): void {
    if (depth > wireLimits.depth) {
      throw new WireError(`is nested more than ${wireLimits.depth} deep`);
    }
    this.values += values;
    if (this.values > wireLimits.values) {
      throw new WireError(`has more than ${wireLimits.values.toLocaleString('en')} values`);
    }
  }
}

class Writer {
  private readonly budget = new Budget();
  private bytes = new Uint8Array(4096);
  private view = new DataView(this.bytes.buffer);
  private length = 0;

  written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  value(value: unknown, depth: number): void {
    this.budget.spend(1, depth);
    switch (typeof value) {
      case 'undefined':
        return this.tag(Tag.undefined);
      case 'boolean':
        return this.tag(value ? Tag.true : Tag.false);
      case 'number':
        this.tag(Tag.number);
        this.reserve(8);
        this.view.setFloat64(this.length, value, true);
        this.length += 8;
        return;
      case 'bigint':
        this.tag(Tag.bigint);
        return this.text(value.toString());
      case 'string':
        this.tag(Tag.string);
        return this.text(value);
      case 'function':
        this.tag(Tag.function);
        return this.text('source' in value && typeof value.source === 'string' ? value.source : '');
      case 'symbol':
        return this.tag(Tag.symbol);
      case 'object':
        return value === null ? this.tag(Tag.null) : this.object(value, depth);
    }
  }

  private object(value: object, depth: number): void {
    if (Array.isArray(value)) {
      this.budget.spend(0, depth);
      if (value.length > wireLimits.values) this.budget.spend(value.length, depth);
      this.tag(Tag.array);
      this.uint32(value.length);
      for (let i = 0; i < value.length; i++) this.property(value, i, depth);
    } else if (value instanceof Matrix) {
      this.matrix(value);
    } else if (value instanceof Float64Array || value instanceof Float32Array) {
      this.tag(value instanceof Float64Array ? Tag.float64Array : Tag.float32Array);
      this.uint32(value.length);
      this.raw(value);
    } else if (isPlain(value)) {
      const keys = Object.keys(value);
      this.tag(Tag.object);
      this.uint32(keys.length);
      for (const key of keys) {
        this.text(key);
        this.property(value, key, depth);
      }
    } else {
      this.foreign(nameOfClass(value));
    }
  }

  private property(owner: object, key: string | number, depth: number): void {
    const property = Object.getOwnPropertyDescriptor(owner, key);
    if (property && !('value' in property)) {
      this.budget.spend(1, depth);
      this.foreign('a getter');
    } else {
      this.value(property?.value, depth + 1);
    }
  }

  private matrix(matrix: Matrix): void {
    const { rows, cols, data } = matrix;
    const isFloat64 = data instanceof Float64Array;
    if (!isFloat64 && !(data instanceof Float32Array)) {
      return this.foreign('a Matrix whose data is no Float64Array or Float32Array');
    }
    if (!isSize(rows) || !isSize(cols) || rows * cols !== data.length) {
      return this.foreign('a Matrix whose rows and cols do not fit its data');
    }
    this.tag(isFloat64 ? Tag.float64Matrix : Tag.float32Matrix);
    this.uint32(rows);
    this.uint32(cols);
    this.raw(data);
  }

  private foreign(what: string): void {
    this.tag(Tag.foreign);
    this.text(what.slice(0, 200));
  }

  private tag(tag: number): void {
    this.reserve(1);
    this.bytes[this.length++] = tag;
  }

  private uint32(value: number): void {
    this.reserve(4);
    this.view.setUint32(this.length, value, true);
    this.length += 4;
  }

  private text(text: string): void {
    // Checked before encoding, which could need three bytes for each of a billion characters.
    if (text.length > wireLimits.bytes) this.reserve(text.length);
    const bytes = new TextEncoder().encode(text);
    this.uint32(bytes.length);
    this.raw(bytes);
  }

  private raw(data: Uint8Array | Float64Array | Float32Array): void {
    this.reserve(data.byteLength);
    this.bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), this.length);
    this.length += data.byteLength;
  }

  private reserve(more: number): void {
    const needed = this.length + more;
    if (needed > wireLimits.bytes) {
      throw new WireError(`is larger than ${wireLimits.bytes / 2 ** 20} MiB`);
    }
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.bytes.length));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }
}

class Reader {
  private readonly budget = new Budget();
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private position = 0;

  constructor(
    bytes: Uint8Array,
    private readonly revive: Revive,
  ) {
    if (bytes.length > wireLimits.bytes) throw new WireError('is too large');
    // Node's Buffer is a Uint8Array whose `slice` shares memory, so it is not used as one.
    this.bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  end(): void {
    if (this.position !== this.bytes.length) throw new WireError('has bytes left over');
  }

  value(depth: number): unknown {
    this.budget.spend(1, depth);
    const tag = this.take(1)[0];
    switch (tag) {
      case Tag.undefined:
        return undefined;
      case Tag.null:
        return null;
      case Tag.false:
        return false;
      case Tag.true:
        return true;
      case Tag.number: {
        const start = this.position;
        this.take(8);
        return this.view.getFloat64(start, true);
      }
      case Tag.bigint: {
        const digits = this.text();
        // Turning very many digits into a number takes quadratic time.
        if (!/^-?\d{1,1000}$/.test(digits)) return new Foreign('a bigint');
        return BigInt(digits);
      }
      case Tag.string:
        return this.text();
      case Tag.array: {
        const length = this.count();
        return Array.from({ length }, () => this.value(depth + 1));
      }
      case Tag.object: {
        const length = this.count();
        // fromEntries makes own properties of every key, `__proto__` too.
        return Object.fromEntries(
          Array.from({ length }, () => [this.text(), this.value(depth + 1)] as const),
        );
      }
      case Tag.float64Matrix:
      case Tag.float32Matrix: {
        const [rows, cols] = [this.uint32(), this.uint32()];
        if (rows < 1 || cols < 1) throw new WireError('has an empty Matrix');
        return new Matrix(rows, cols, this.entries(tag === Tag.float64Matrix, rows * cols));
      }
      case Tag.float64Array:
      case Tag.float32Array:
        return this.entries(tag === Tag.float64Array, this.uint32());
      case Tag.function:
        return this.revive(this.text());
      case Tag.symbol:
        return Symbol('received');
      case Tag.foreign:
        return new Foreign(this.text().slice(0, 200));
      default:
        throw new WireError('has an unknown tag');
    }
  }

  private entries(isFloat64: boolean, length: number): Float64Array | Float32Array {
    const bytes = this.take(length * (isFloat64 ? 8 : 4)).slice();
    return isFloat64 ? new Float64Array(bytes.buffer) : new Float32Array(bytes.buffer);
  }

  private text(): string {
    return new TextDecoder().decode(this.take(this.uint32()));
  }

  private count(): number {
    const length = this.uint32();
    // Every entry takes at least one byte: a forged length fails here and not in memory.
    if (length > this.bytes.length - this.position) throw new WireError('ends too early');
    return length;
  }

  private uint32(): number {
    const start = this.position;
    this.take(4);
    return this.view.getUint32(start, true);
  }

  private take(length: number): Uint8Array {
    const end = this.position + length;
    if (end > this.bytes.length) throw new WireError('ends too early');
    const taken = this.bytes.subarray(this.position, end);
    this.position = end;
    return taken;
  }
}

function isSize(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function nameOfClass(value: object): string {
  if (value instanceof Promise) return 'a promise';
  const prototype = Object.getPrototypeOf(value) as { constructor?: unknown } | null;
  const constructor = prototype?.constructor;
  const name: unknown = typeof constructor === 'function' ? constructor.name : undefined;
  return typeof name === 'string' && name !== '' ? `an instance of ${name}` : 'a special object';
}
