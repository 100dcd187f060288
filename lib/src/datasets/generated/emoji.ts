import type { Random } from '../../tensor/random';
import { checkCount, drawDistinct, type Part } from './draw';

/** A short message, and the emoji that fits it. */
export interface EmojiExample {
  readonly text: string;
  readonly emoji: Emoji;
}

export type Emoji = '❤️' | '⚾' | '😄' | '😞' | '🍴';

/** What {@link generateEmoji} tells apart: love, ball games, joy, grief, food. */
export const emojis: readonly Emoji[] = ['❤️', '⚾', '😄', '😞', '🍴'];

const messages: Readonly<Record<Part, Readonly<Record<Emoji, readonly string[]>>>> = {
  train: {
    '❤️': [
      'i love you',
      '{someone} loves {them}',
      'i miss you so much',
      'we kiss {them} good night',
      'my heart belongs to {them}',
      '{someone} wants a kiss',
    ],
    '⚾': [
      'let us play baseball',
      '{someone} threw the ball',
      'the game starts soon',
      'i want to join the team',
      'who won the match',
      '{someone} plays football with {them}',
    ],
    '😄': [
      'i am so happy',
      'what a wonderful day',
      '{someone} made me laugh',
      'that joke was funny',
      'we had fun with {them}',
      'i got the job',
    ],
    '😞': [
      'i am so sad',
      '{someone} failed the exam',
      'what a bad day',
      'i am tired of waiting',
      '{someone} is not speaking to {them}',
      'that was a terrible result',
    ],
    '🍴': [
      'i am hungry',
      'let us have lunch',
      'dinner is ready',
      '{someone} is cooking food',
      'i want pizza',
      'we eat soup with {them}',
    ],
  },
  test: {
    '❤️': ['you are my beloved', 'what a romantic wedding', '{someone} will marry {them}'],
    '⚾': ['we lost the ball', '{someone} watched basketball with {them}', 'the players are ready'],
    '😄': ['what a brilliant idea', 'this is amazing news', '{someone} is proud of {them}'],
    '😞': ['i feel awful', 'we lost everything again', '{someone} is in tears'],
    '🍴': [
      'breakfast was excellent',
      'where is the restaurant',
      '{someone} bought bread for {them}',
    ],
  },
};
const someone = ['my friend', 'my sister', 'the boy', 'the girl', 'our teacher', 'my dad'];
const them = ['her', 'him', 'them', 'my family', 'my friend', 'my mother'];
const openings = ['', '', 'really ', 'well , ', 'oh ', 'guess what , '];
const endings = ['', '', ' today', ' right now', ' again', ' this morning', ' tonight'];

/**
 * Short messages with one of five emoji each, the five equally often (give or take one), in random
 * order and all different. Synthetic. The test part has messages of its own, so that most of their
 * words are new.
 *
 * @throws RangeError where count is no whole number, or there are hardly so many messages
 */
export function generateEmoji(
  count: number,
  random: Random,
  { part = 'train' }: { part?: Part } = {},
): EmojiExample[] {
  checkCount('generateEmoji', count);
  const draw = (emoji: Emoji): EmojiExample => {
    const message = random
      .choice(messages[part][emoji])
      .replace('{someone}', () => random.choice(someone))
      .replace('{them}', () => random.choice(them));
    return { text: random.choice(openings) + message + random.choice(endings), emoji };
  };
  const examples = emojis.flatMap((emoji, k) =>
    drawDistinct(
      'generateEmoji',
      Math.floor((count + k) / emojis.length),
      () => draw(emoji),
      ({ text }) => text,
    ),
  );
  return random.shuffle(examples);
}
