import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  northangerAbbey,
  prideAndPrejudice,
  Random,
  sentences,
  Word2Vec,
  wordTokens,
} from 'unrolled';
import type { Benchmark } from '../benchmark.js';
import { pythonPeer } from '../peers/python.js';

const EPOCHS = 5;

/** Two novels as sentences of words: 199,411 words. */
function novels(): string[][] {
  return [prideAndPrejudice(), northangerAbbey()]
    .flatMap(sentences)
    .map((sentence) => wordTokens(sentence));
}

export const skipgram: Benchmark = {
  id: 'skipgram',
  title: `skip-gram, 5 negatives, window 5, 100 dimensions, ${EPOCHS} epochs of two novels`,
  unit: 'words/s',
  repetitions: 3,
  comparisons: [
    {
      ours: () => {
        const corpus = novels();
        const words = EPOCHS * corpus.reduce((sum, sentence) => sum + sentence.length, 0);
        return {
          name: 'unrolled, Float32, 1 thread',
          measure: async () => {
            const start = performance.now();
            const model = new Word2Vec(corpus, { epochs: EPOCHS, random: new Random(1) });
            let done = 0;
            for await (const progress of model.train()) done = progress.share;
            if (done !== 1) throw new Error(`training ended after ${done} of the words`);
            return words / ((performance.now() - start) / 1000);
          },
        };
      },
      peers: [
        {
          name: 'gensim',
          // 0.7 times its words a second, at least.
          must: 1 / 0.7,
          open: async () => {
            const folder = mkdtempSync(join(tmpdir(), 'skipgram-'));
            const file = join(folder, 'corpus.txt');
            writeFileSync(
              file,
              novels()
                .map((sentence) => sentence.join(' ') + '\n')
                .join(''),
            );
            // The name comes once the script has read the file.
            return pythonPeer('skipgram.py', file, String(EPOCHS)).finally(() =>
              rmSync(folder, { recursive: true }),
            );
          },
        },
      ],
    },
  ],
};
