import assert from 'node:assert/strict';
import { firstNames } from 'unrolled';

describe('firstNames', () => {
  it('are 29,693 different names in small letters, the most frequent first', () => {
    const names = firstNames();
    assert.equal(names.length, 29_693);
    assert.equal(new Set(names).size, names.length);
    assert.deepEqual(names.slice(0, 5), ['liam', 'emma', 'noah', 'olivia', 'ava']);
    assert.ok(names.every((name) => /^[a-z]{2,15}$/.test(name)));
  });
});
