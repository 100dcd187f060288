import assert from 'node:assert/strict';
import fc from 'fast-check';
import { segmentationTags, wordsFromTags } from 'unrolled';

describe('segmentationTags', () => {
  it('says what each character is in its word', () => {
    assert.deepEqual(segmentationTags(['他', '学习', '研究生']), ['S', 'B', 'E', 'B', 'M', 'E']);
    assert.deepEqual(segmentationTags(['𠮷', '𠮷野']), ['S', 'B', 'E'], 'beyond 16 bits');
  });

  it('loses nothing', () => {
    const word = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(fc.array(word), (words) => {
        assert.deepEqual(wordsFromTags([...words.join('')], segmentationTags(words)), words);
      }),
    );
  });
});

describe('wordsFromTags', () => {
  it('makes words of tags that contradict each other', () => {
    const read = (tags: string) =>
      wordsFromTags([...'ABCD'], [...tags] as ('B' | 'M' | 'E' | 'S')[]);
    assert.deepEqual(read('MMMM'), ['ABCD']);
    assert.deepEqual(read('BBBB'), ['A', 'B', 'C', 'D']);
    assert.deepEqual(read('EESM'), ['A', 'B', 'C', 'D']);
    assert.deepEqual(read('BMBM'), ['AB', 'CD']);
  });

  it('wants a tag for each character', () => {
    assert.throws(() => wordsFromTags(['他'], []), /1 characters, but 0 tags/);
  });
});
