import assert from 'node:assert/strict';
import { generateChinese, Random, segmentationTags, wordsFromTags } from 'unrolled';

describe('generateChinese', () => {
  const train = generateChinese(3000, new Random(1));
  const test = generateChinese(3000, new Random(2), { part: 'test' });

  it('gives sentences of Chinese words that end with a mark', () => {
    for (const words of [...train, ...test]) {
      assert.ok(
        words.every((word) => /^(?:\p{Script=Han}+|[。，？])$/u.test(word)),
        words.join(' '),
      );
      assert.match(words[words.length - 1], /[。？]/);
    }
  });

  it('can be put together again from its characters and their tags', () => {
    for (const words of train) {
      assert.deepEqual(wordsFromTags([...words.join('')], segmentationTags(words)), words);
    }
  });

  it('has characters that are cut in one place and not in another', () => {
    const words = new Set(train.flat());
    for (const word of ['研究', '研究生', '生命', '大学', '大学生', '北京', '北京大学']) {
      assert.ok(words.has(word), word);
    }
  });

  it('has no persons, times, places or objects of the test part in training', () => {
    const known = new Set(train.flat());
    const shared = new Set(test.flat().filter((word) => known.has(word)));
    // Verbs, adjectives, and what the patterns themselves are made of.
    const common = '吃 喝 看 买 学习 研究 好吃 新鲜 漂亮 重要 很 的 去 。'.split(' ');
    assert.deepEqual([...shared].sort(), common.sort());
  });

  it('gives different sentences, the same ones for the same seed', () => {
    assert.equal(new Set(train.map((words) => words.join(' '))).size, 3000);
    assert.deepEqual(generateChinese(3000, new Random(1)), train);
  });
});
