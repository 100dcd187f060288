import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initializeLstm, loadWeights, Matrix, Random, saveWeights } from 'unrolled';

describe('weights in files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'unrolled-weights-'));
  const path = join(folder, 'model.safetensors');
  after(() => rmSync(folder, { recursive: true }));

  it('come back as they were, Float64 and Float32, with their metadata', () => {
    const parameters = {
      single: new Random(1).normalMatrix(2, 3, 1, 'float32'),
      ...initializeLstm(3, 5, new Random(2)),
    };
    saveWeights(path, parameters, { trained: 'on names' });
    const back = loadWeights(path);
    assert.deepEqual(back.metadata, { trained: 'on names' });
    assert.deepEqual(Object.keys(back.parameters).sort(), Object.keys(parameters).sort());
    for (const [name, matrix] of Object.entries<Matrix>(parameters)) {
      assert.equal(back.parameters[name].dtype, matrix.dtype, name);
      assert.deepEqual(back.parameters[name].toArray(), matrix.toArray(), name);
    }
    assert.deepEqual(readdirSync(folder), ['model.safetensors'], 'nothing else is left behind');
  });

  it("reads what Python's safetensors wrote (fixtures/write-safetensors.py)", () => {
    const fixture = join(import.meta.dirname, 'fixtures/from-python.safetensors');
    const { parameters, metadata } = loadWeights(fixture);
    assert.deepEqual(metadata, { 'made by': 'safetensors.numpy' });
    assert.deepEqual(parameters.Wax.toArray(), [
      [1, 2, 3],
      [4, 5, 6.5],
    ]);
    assert.deepEqual(parameters.ba.toArray(), [[0.25], [-1e300]]);
  });

  it('keeps the format: header length, header, entries where the header says', () => {
    saveWeights(path, { a: Matrix.column([1, 2], 'float32'), b: Matrix.from([[3, 4]]) });
    const bytes = readFileSync(path);
    const length = Number(bytes.readBigUInt64LE());
    assert.equal(length % 8, 0, 'entries are aligned');
    const header = JSON.parse(bytes.toString('utf8', 8, 8 + length)) as unknown;
    assert.deepEqual(header, {
      b: { dtype: 'F64', shape: [1, 2], data_offsets: [0, 16] },
      a: { dtype: 'F32', shape: [2, 1], data_offsets: [16, 24] },
    });
    assert.equal(bytes.readDoubleLE(8 + length + 8), 4);
    assert.equal(bytes.readFloatLE(8 + length + 20), 2);
  });

  it('refuses what is cut short, at every length, and what is no such file', () => {
    saveWeights(path, { W: Matrix.from([[1, 2, 3]]) });
    const whole = readFileSync(path);
    const broken = join(folder, 'broken.safetensors');
    for (let length = 0; length < whole.length; length++) {
      writeFileSync(broken, whole.subarray(0, length));
      assert.throws(() => loadWeights(broken), /broken\.safetensors: cut short/);
    }
    const withHeader = (header: string) => {
      const size = Buffer.alloc(8);
      size.writeBigUInt64LE(BigInt(Buffer.byteLength(header)));
      writeFileSync(broken, Buffer.concat([size, Buffer.from(header), Buffer.alloc(64)]));
      return () => loadWeights(broken);
    };
    assert.throws(withHeader('{"W":'), /its header is not JSON/);
    assert.throws(withHeader('[1]'), /its header is not an object/);
    const tensor = (change: object) =>
      JSON.stringify({ W: { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16], ...change } });
    assert.throws(withHeader(tensor({ dtype: 'BF16' })), /W has the type BF16; only F32 and F64/);
    assert.throws(withHeader(tensor({ shape: [1, 2, 2] })), /W has the shape \[1,2,2\]/);
    assert.throws(withHeader(tensor({ shape: [2, 3] })), /which are not its 24 bytes/);
    assert.throws(withHeader(tensor({ data_offsets: [56, 72] })), /cut short: W ends at byte 72/);
  });

  it('leave the old file alone where the new one can not be written', () => {
    assert.throws(() => saveWeights(join(folder, 'no/such/folder'), {}), /ENOENT/);
    assert.throws(() => loadWeights(join(folder, 'missing')), /ENOENT/);
  });
});
