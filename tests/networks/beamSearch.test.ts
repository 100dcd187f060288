import assert from 'node:assert/strict';
import fc from 'fast-check';
import { beamSearch, greedyDecode, Random, type Decoder } from 'unrolled';

const [V, L, end] = [4, 4, 0];
const limits = { start: 1, end, maxLength: L };

/** A model whose next token depends on the whole past, which is its state. */
function randomModel(seed: number): Decoder<string> {
  return {
    step(token, past) {
      const state = `${past},${token}`;
      let hash = seed;
      for (const character of state) hash = (hash * 31 + character.charCodeAt(0)) % 1_000_003;
      const random = new Random(hash);
      const weights = Array.from({ length: V }, () => Math.exp(random.normal(0, 1.5)));
      const total = weights.reduce((sum, weight) => sum + weight);
      return { logProbabilities: weights.map((weight) => Math.log(weight / total)), state };
    },
  };
}

/** Every sequence there is, with its log P: ended, or cut after L steps. */
function* everySequence(
  model: Decoder<string>,
  tokens: number[] = [],
  state = '',
  logProbability = 0,
): Generator<{ tokens: number[]; logProbability: number }> {
  if (tokens.length === L) {
    yield { tokens, logProbability };
    return;
  }
  const next = model.step(tokens.at(-1) ?? limits.start, state);
  for (let token = 0; token < V; token++) {
    const total = logProbability + next.logProbabilities[token];
    if (token === end) yield { tokens, logProbability: total };
    else yield* everySequence(model, [...tokens, token], next.state, total);
  }
}

describe('beam search', () => {
  it('of full width finds the likeliest of all sequences', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (seed) => {
        const model = randomModel(seed);
        const all = [...everySequence(model)].sort((a, b) => b.logProbability - a.logProbability);
        const found = beamSearch(model, '', limits, V ** L);
        assert.equal(found.length, all.length);
        assert.deepEqual(found[0].tokens, all[0].tokens);
        assert.ok(Math.abs(found[0].logProbability - all[0].logProbability) < 1e-9);
        const mass = found.reduce((sum, { logProbability }) => sum + Math.exp(logProbability), 0);
        assert.ok(Math.abs(mass - 1) < 1e-9, 'all sequences together have probability 1');
      }),
      { numRuns: 30 },
    );
  });

  it('of width 1 takes the likeliest token at every step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (seed) => {
        const model = randomModel(seed);
        const tokens: number[] = [];
        let [token, state, total] = [limits.start, '', 0];
        while (tokens.length < L) {
          const next = model.step(token, state);
          const best = Math.max(...Array.from(next.logProbabilities));
          token = Array.from(next.logProbabilities).indexOf(best);
          state = next.state;
          total += best;
          if (token === end) break;
          tokens.push(token);
        }
        const greedy = greedyDecode(model, '', limits);
        assert.deepEqual(greedy.tokens, tokens);
        assert.ok(Math.abs(greedy.logProbability - total) < 1e-9);
      }),
    );
  });

  it('finds a sequence that greedy decoding misses', () => {
    // 2 looks best at first, but all that follows it is unlikely.
    const table: Record<string, number[]> = {
      '1': [0.01, 0.01, 0.5, 0.48],
      '3': [0.97, 0.01, 0.01, 0.01],
    };
    const model: Decoder<null> = {
      step: (token) => ({
        logProbabilities: (table[String(token)] ?? [0.25, 0.25, 0.25, 0.25]).map(Math.log),
        state: null,
      }),
    };
    assert.equal(greedyDecode(model, null, limits).tokens[0], 2);
    assert.deepEqual(beamSearch(model, null, limits, 2)[0].tokens, [3]);
  });

  it('refuses a width or a length that is no positive whole number', () => {
    const model = randomModel(1);
    assert.throws(() => beamSearch(model, '', limits, 0), /width is 0/);
    assert.throws(
      () => greedyDecode(model, '', { ...limits, maxLength: 1.5 }),
      /maxLength is 1\.5/,
    );
  });

  it('refuses a decoder that gives NaN', () => {
    const model: Decoder<null> = {
      step: (_token, state) => ({ logProbabilities: [-1, NaN], state }),
    };
    assert.throws(() => beamSearch(model, null, limits, 2), /log P of token 1 is NaN/);
  });
});
