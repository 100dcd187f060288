import assert from 'node:assert/strict';
import { heatMap, Matrix } from 'unrolled';

const labels = {
  title: 'states',
  columns: ['a', 'b', 'c'],
  rows: ['unit 0', 'unit 1'],
  columnAxis: 'character',
  rowAxis: 'unit',
  alt: 'two units',
};

describe("a heat map's marks", () => {
  it('are dots on just the entries that are true', () => {
    const marks = [
      [false, true, false],
      [true, false, true],
    ];
    const [, dots] = heatMap(Matrix.zeros(2, 3), { ...labels, marks }).data;
    assert.deepEqual(dots.x, [1, 0, 2]);
    assert.deepEqual(dots.y, ['unit 0', 'unit 1', 'unit 1']);
  });

  it('leave no trace where there are none', () => {
    assert.equal(heatMap(Matrix.zeros(2, 3), labels).data.length, 1);
  });

  it("must have the matrix's shape", () => {
    assert.throws(
      () => heatMap(Matrix.zeros(2, 3), { ...labels, marks: [[true]] }),
      /marks must have 2 rows of 3/,
    );
  });
});

describe("a heat map's colours", () => {
  it('end at 1, or where they are told to', () => {
    const [plain] = heatMap(Matrix.zeros(2, 3), labels).data;
    assert.deepEqual([plain.zmin, plain.zmax], [-1, 1]);
    assert.deepEqual(plain.colorbar, { title: { text: 'activation' } });
    const scaled = { ...labels, valueAxis: 'power of ten', limit: 6 };
    const [own] = heatMap(Matrix.zeros(2, 3), scaled).data;
    assert.deepEqual([own.zmin, own.zmax], [-6, 6]);
    assert.deepEqual(own.colorbar, { title: { text: 'power of ten' } });
  });
});
