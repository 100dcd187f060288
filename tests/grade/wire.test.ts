import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Matrix } from 'unrolled';
import { frame, FrameReader } from '../../tools/src/grade/wire/frames.js';
import {
  decode,
  encode,
  Foreign,
  WireError,
  wireLimits,
} from '../../tools/src/grade/wire/values.js';

const roundTrip = (value: unknown) => decode(encode(value));

describe('wire values', () => {
  it('come back as they were sent, NaN, infinities and -0 too', () => {
    const numbers = [0, -0, 1.5, NaN, Infinity, -Infinity, Number.MIN_VALUE, 2 ** 53];
    assert.deepStrictEqual(roundTrip(numbers), numbers);
    const value = {
      text: 'tanh ✓ 😀',
      nothing: [undefined, null],
      truth: [true, false],
      big: 12345678901234567890n,
      nested: { list: [[1], [2, [3]]] },
    };
    assert.deepStrictEqual(roundTrip(value), value);
  });

  it('keep every bit of a matrix and its dtype', () => {
    for (const dtype of ['float64', 'float32'] as const) {
      const matrix = Matrix.from([[0.1, NaN, -0], [Infinity, -1e-300, 3]], dtype); // prettier-ignore
      const back = roundTrip(matrix) as Matrix;
      assert.ok(back instanceof Matrix);
      assert.equal(back.dtype, dtype);
      assert.deepStrictEqual(back, matrix);
    }
  });

  it('property: any data survives', () => {
    const data = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.double(),
        fc.string({ unit: 'grapheme' }),
        fc.boolean(),
        fc.constantFrom(null, undefined),
        fc.array(tie('value')),
        fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
      ),
    })).value;
    fc.assert(fc.property(data, (value) => assert.deepEqual(roundTrip(value), value)));
  });

  it('never carry anything that could run here', () => {
    let called = false;
    const trap = () => ((called = true), 'x');
    const hostile = {
      get getter() {
        return trap();
      },
      toJSON: trap,
      promise: Promise.resolve(1),
      map: new Map(),
      symbol: Symbol('s'),
    };
    const back = roundTrip(hostile) as Record<string, unknown>;
    assert.equal(called, false, 'a getter or toJSON was called');
    assert.deepEqual(back['getter'], new Foreign('a getter'));
    assert.deepEqual(back['promise'], new Foreign('a promise'));
    assert.deepEqual(back['map'], new Foreign('an instance of Map'));
    assert.equal(typeof back['symbol'], 'symbol');
    assert.equal((back['toJSON'] as () => unknown)(), undefined);
    assert.equal(called, false, 'a function crossed the border');
  });

  it('make own properties of `__proto__`, and pollute nothing', () => {
    const back = roundTrip(JSON.parse('{"__proto__": {"polluted": true}}')) as object;
    assert.ok(Object.hasOwn(back, '__proto__'));
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });

  it('refuse what is too deep, too many or too large, cycles too', () => {
    let deep: unknown = 1;
    for (let i = 0; i <= wireLimits.depth; i++) deep = [deep];
    assert.throws(() => encode(deep), /nested more than 32 deep/);
    assert.throws(() => encode(Array(wireLimits.values + 1)), /more than 100,000 values/);
    assert.throws(() => encode('x'.repeat(wireLimits.bytes)), /larger than 8 MiB/);
    assert.throws(() => encode(new Float64Array(wireLimits.bytes / 8)), /larger than 8 MiB/);
    const cycle: unknown[] = [];
    cycle.push(cycle);
    assert.throws(() => encode(cycle), WireError);
  });

  it('send a broken Matrix by name, not as data', () => {
    const broken = Object.assign(Object.create(Matrix.prototype) as object, { rows: 2, cols: 2, data: [1] }); // prettier-ignore
    assert.ok(roundTrip(broken) instanceof Foreign);
  });

  it('property: bytes that are no value are refused with a WireError, never more', () => {
    const valid = encode({ a: [1, 'x', Matrix.from([[1, 2]])], b: { c: null } });
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      // Valid ones with some bytes changed reach further.
      fc
        .tuple(fc.nat(valid.length - 1), fc.integer({ min: 0, max: 255 }))
        .map(([at, byte]) => valid.with(at, byte)),
      fc.nat(valid.length).map((length) => valid.slice(0, length)),
    );
    fc.assert(
      fc.property(bytes, (input) => {
        try {
          decode(input);
        } catch (error) {
          assert.ok(error instanceof WireError, String(error));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('refuse forged lengths before they take memory', () => {
    const forged = encode(['x']);
    new DataView(forged.buffer, forged.byteOffset).setUint32(1, 0xffffffff, true);
    assert.throws(() => decode(forged), WireError);
  });
});

describe('frames', () => {
  it('property: arrive whole, however the pipe cuts them', () => {
    const stream = Buffer.concat([frame([1, 'two']), frame({}), frame('x'.repeat(5000))]);
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length)), (cuts) => {
        const reader = new FrameReader();
        const bounds = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const messages = bounds
          .slice(1)
          .flatMap((end, i) => reader.push(stream.subarray(bounds[i], end)));
        assert.deepEqual(messages, [[1, 'two'], {}, 'x'.repeat(5000)]);
      }),
    );
  });

  it('refuse a length beyond the limit at once', () => {
    const header = Buffer.alloc(4);
    header.writeUInt32LE(wireLimits.bytes + 1);
    assert.throws(() => new FrameReader().push(header), WireError);
  });
});
