import type { Random } from '../../tensor/random';
import { drawDistinct, type Part } from './draw';

interface Lexicon {
  readonly pronoun: readonly string[];
  readonly role: readonly string[];
  readonly time: readonly string[];
  readonly place: readonly string[];
  /** A verb, and what it is done to. */
  readonly action: readonly (readonly [verb: string, objects: readonly string[]])[];
  readonly adverb: readonly string[];
  /** Things, and what can be said of them. */
  readonly quality: readonly (readonly [
    things: readonly string[],
    adjectives: readonly string[],
  ])[];
}

const list = (words: string) => words.split(' ');

const lexicons: Readonly<Record<Part, Lexicon>> = {
  train: {
    pronoun: list('我 我们 他 她 他们'),
    role: list('老师 学生 医生 妈妈 爸爸 朋友 经理 记者 同学 研究生 大学生'),
    time: list('今天 昨天 早上 晚上 周末 去年 现在 上个月'),
    place: list('北京 学校 医院 公园 图书馆 公司 饭店 大学 火车站 北京大学'),
    action: [
      ['吃', list('苹果 米饭 面条 水果')],
      ['喝', list('咖啡 牛奶 茶')],
      ['看', list('电影 书 电视 报纸')],
      ['买', list('衣服 手机 水果 苹果')],
      ['学习', list('中文 英语 数学 历史')],
      ['研究', list('历史 生命 动物 语言')],
      ['讨论', list('问题 计划 生活')],
    ],
    adverb: list('常常 正在 一定'),
    quality: [
      [list('苹果 水果 米饭 面条'), list('好吃 便宜 新鲜')],
      [list('衣服 手机'), list('漂亮 便宜')],
      [list('电影 书 历史 中文'), list('有意思 重要')],
      [list('数学 英语 问题'), list('困难 重要')],
    ],
  },
  test: {
    pronoun: list('你 你们 她们'),
    role: list('司机 护士 哥哥 妹妹 邻居 作家 中学生 科学家'),
    time: list('明天 下午 中午 今年 下个星期'),
    place: list('上海 超市 机场 教室 银行 博物馆 上海大学 中学'),
    action: [
      ['吃', list('饺子 面包 鱼')],
      ['喝', list('啤酒 果汁')],
      ['看', list('小说 比赛')],
      ['买', list('电脑 自行车 面包')],
      ['学习', list('物理 音乐')],
      ['研究', list('生物 经济')],
      ['准备', list('考试 晚饭 会议')],
    ],
    adverb: list('也 可能 总是'),
    quality: [
      [list('饺子 面包 鱼'), list('好吃 新鲜')],
      [list('电脑 自行车'), list('贵 漂亮')],
      [list('小说 比赛 音乐'), list('精彩 有名')],
      [list('物理 考试'), list('容易 重要')],
    ],
  },
};

/**
 * A word in capitals is drawn: PERSON is a PRONOUN or a ROLE, ACTION a verb with its object, QUALITY
 * a thing, 很 (very) and an adjective.
 */
const patterns: Readonly<Record<Part, readonly string[]>> = {
  train: [
    'TIME PERSON 在 PLACE ACTION 。',
    'PERSON 很 喜欢 ACTION 。',
    'PERSON 觉得 QUALITY 。',
    'PRONOUN 和 ROLE 一起 去 PLACE ACTION 。',
    'PLACE 的 ROLE 不 喜欢 ACTION 。',
    'PRONOUN 不 知道 ROLE ADVERB ACTION 。',
  ],
  test: [
    'PERSON TIME 想 去 PLACE ACTION 。',
    'PERSON 说 QUALITY 。',
    'TIME ， PLACE 的 ROLE ADVERB ACTION 。',
    'PERSON 为什么 ACTION ？',
  ],
};

/**
 * Chinese sentences as lists of words, punctuation marks included; written one after the other they
 * are the sentence, without spaces. Some characters go together only in some places: 研究 生命 (study
 * life), but 研究生 (a graduate student). Synthetic: patterns filled with words. No two are the same.
 * The test part has patterns of its own, and other persons, times, places and objects.
 *
 * @throws RangeError where count is no whole number, or there are hardly so many sentences
 */
export function generateChinese(
  count: number,
  random: Random,
  { part = 'train' }: { part?: Part } = {},
): string[][] {
  const lexicon = lexicons[part];
  const draw = () =>
    random
      .choice(patterns[part])
      .split(' ')
      .flatMap((word) => fill(word, lexicon, random));
  return drawDistinct('generateChinese', count, draw, (words) => words.join(' '));
}

function fill(word: string, lexicon: Lexicon, random: Random): string[] {
  switch (word) {
    case 'PERSON':
      return [random.choice([...lexicon.pronoun, ...lexicon.role])];
    case 'PRONOUN':
      return [random.choice(lexicon.pronoun)];
    case 'ROLE':
      return [random.choice(lexicon.role)];
    case 'TIME':
      return [random.choice(lexicon.time)];
    case 'PLACE':
      return [random.choice(lexicon.place)];
    case 'ADVERB':
      return [random.choice(lexicon.adverb)];
    case 'ACTION': {
      const [verb, objects] = random.choice(lexicon.action);
      return [verb, random.choice(objects)];
    }
    case 'QUALITY': {
      const [things, adjectives] = random.choice(lexicon.quality);
      return [random.choice(things), '很', random.choice(adjectives)];
    }
    default:
      return [word];
  }
}
