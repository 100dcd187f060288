/**
 * `npx tsx tests/bench/cooccurrence-memory.ts [MB]`: counts the co-occurrences of a text of 1 GB (or so
 * many MB), which is made as it is read, and says how much memory that took at most. Its words are
 * drawn one by one, so that far more different pairs occur than in a text that makes sense: a hard
 * case. 1 GB takes about 20 minutes, and 20 GB on disk for temporary files.
 */
import { AliasTable, countCooccurrences, Random, UNK, Vocabulary, wordTokens } from 'unrolled';

const WORDS = 200_000;
const VOCABULARY = 50_000;
const WINDOW = 10;
/** A table of 256 MiB. */
const MAX_PAIRS = 12_000_000;

const megabytes = Number(process.argv[2] ?? 1024);
if (!(megabytes > 0)) {
  console.error('usage: npx tsx tests/bench/cooccurrence-memory.ts [MB]');
  process.exit(2);
}
const seconds = () => `${(performance.now() / 1000).toFixed(0)} s`;

console.log(`${megabytes} MB of text, ${WORDS} words by Zipf's law, window ${WINDOW}`);
const vocabulary = Vocabulary.build(sentences(), { size: VOCABULARY });
console.log(`${seconds()}: the ${vocabulary.size} most frequent words are known`);
let [pairs, total] = [0, 0];
for await (const { counts } of countCooccurrences(numbers(), {
  V: vocabulary.size,
  window: WINDOW,
  maxPairs: MAX_PAIRS,
})) {
  pairs += counts.length;
  for (const count of counts) total += count;
}
console.log(`${seconds()}: ${pairs} pairs of words, X sums to ${total.toFixed(0)}`);
console.log(`peak resident memory: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`);

/** Sentence after sentence as word numbers; rare words are left out, as GloVe does. */
function* numbers(): Generator<number[]> {
  const unk = vocabulary.id(UNK);
  for (const words of sentences()) {
    yield vocabulary.encode(words).filter((number) => number !== unk);
  }
}

function* sentences(): Generator<string[]> {
  for (const line of lines()) yield wordTokens(line);
}

/** The same text each time: the word of rank r comes with a probability that falls like 1 / (r + 3). */
function* lines(): Generator<string> {
  const random = new Random(1);
  const words = Array.from({ length: WORDS }, (_, rank) => spelled(rank));
  const weights = words.map((_, rank) => 1 / (rank + 3));
  const sum = weights.reduce((a, b) => a + b, 0);
  const table = new AliasTable(weights.map((weight) => weight / sum));
  for (let left = megabytes * 2 ** 20; left > 0;) {
    const length = random.integer(5, 35);
    const line = Array.from({ length }, () => words[table.draw(random)]).join(' ') + '.\n';
    left -= line.length;
    yield line;
  }
}

/** A number as letters, the shorter the smaller it is. */
function spelled(rank: number): string {
  const letter = String.fromCharCode(97 + (rank % 26));
  return rank < 26 ? letter : spelled(Math.floor(rank / 26) - 1) + letter;
}
