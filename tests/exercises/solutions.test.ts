/**
 * The solution in a lesson and its twin in the library are the same function: the one permitted
 * duplication of the course. Exercises without a twin are held against tf.js only.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  add,
  affinities,
  averageEmbedding,
  cbowLoss,
  bidirectionalBackward,
  bidirectionalForward,
  clipByNorm,
  clipByValue,
  completeAnalogy,
  cosineSimilarity,
  decodeSpans,
  deepBackward,
  deepForward,
  denseForward,
  Embedding,
  equalizePair,
  gloveLoss,
  gradientNormByLag,
  gruCellBackward,
  gruCellForward,
  gruForward,
  addEmbeddingGradient,
  beamSearch,
  decodeStep,
  embeddingClassifierBackward,
  embeddingClassifierForward,
  embeddingForward,
  encode,
  encodeBatch,
  greedyDecode,
  keepProbability,
  klDivergence,
  languageModelLoss,
  lstmCell,
  lstmCellBackward,
  lstmCellForward,
  lstmForward,
  manyToOneForward,
  maskedTokenLoss,
  matmul,
  Matrix,
  negativeSamplingLoss,
  nearestWords,
  neutralize,
  NO_TOKEN,
  oneToManyForward,
  peepholeLstmCellForward,
  perplexitySearch,
  Random,
  reverseSequence,
  rnnBackward,
  rnnCell,
  rnnCellBackward,
  rnnCellForward,
  rnnForward,
  sampleSequence,
  scale,
  sentenceLogProbability,
  sigmoid,
  sigmoidCrossEntropy,
  simplifiedGruCellForward,
  softmax,
  spanF1,
  taggerForward,
  teacherForcedLoss,
  timeDistributedDense,
  tokenDecoder,
  tokensToTune,
  truncatedBackward,
  tsneGradient,
  tsneStep,
  tuneToTokens,
  unidirectional,
  type BothDirections,
  type DenseParameters,
  type EmbeddingClassifierParameters,
  type GloveParameters,
  type Hypothesis,
  type LanguageModel,
  type LstmParameters,
  type LstmState,
  type RnnCache,
  type RnnParameters,
  type SamplingOptions,
  type Tagger,
  type Translator,
  type Unrolled,
} from 'unrolled';
import { drawCases, exercises, judge, outcomeOf, visibleSeed } from 'unrolled/checks';
import { drawArguments, exportsOf, type LearnersFunction } from './solution.js';

const seeds = [visibleSeed, 2, 3, 4, 5, 6];

type Table = { words: string[]; E: Matrix };
type Network = RnnParameters & DenseParameters;

const oneToMany = (x1: Matrix, a0: Matrix, T: number, parameters: Network) =>
  oneToManyForward(rnnCell, x1, T, { a: a0 }, parameters, parameters).yhat;

type ModelWeights = Pick<LanguageModel<RnnParameters, { a: Matrix }>, 'E' | 'recurrent' | 'dense'>;

function modelOf(weights: ModelWeights): LanguageModel<RnnParameters, { a: Matrix }> {
  return { ...weights, cell: rnnCell, start: { a: Matrix.zeros(weights.recurrent.ba.rows, 1) } };
}

/** The library's function in the form that the exercise asks for. */
const twins: Readonly<Record<string, LearnersFunction>> = {
  multiply: matmul as LearnersFunction,
  'add-bias': add as LearnersFunction,
  'rnn-cell-forward': ((...args: Parameters<typeof rnnCellForward>) =>
    rnnCellForward(...args).at) as LearnersFunction,
  'dense-forward': denseForward as LearnersFunction,
  'rnn-forward': ((...args: Parameters<typeof rnnForward>) =>
    rnnForward(...args).a) as LearnersFunction,
  'rnn-cell-backward': rnnCellBackward as LearnersFunction,
  'rnn-backward': ((da: Matrix[], caches: RnnCache[], lengths?: number[]) => {
    const states = caches.map(({ at }) => ({ a: at }));
    return rnnBackward(da, { states, caches, parameters: caches[0].parameters, lengths });
  }) as LearnersFunction,
  'truncated-backward': ((da: Matrix[], caches: RnnCache[], steps: number) => {
    const [{ aPrev, parameters }] = caches;
    const x = caches.map(({ xt }) => xt);
    const lossOf = (a: Matrix[], first: number) => da.slice(first, first + a.length);
    return truncatedBackward(rnnCell, x, { a: aPrev }, parameters, steps, lossOf).gradients;
  }) as LearnersFunction,
  'many-to-one': ((x: Matrix[], a0: Matrix, parameters: Network, lengths?: number[]) =>
    softmax(
      manyToOneForward(rnnCell, x, { a: a0 }, parameters, parameters, lengths).z,
    )) as LearnersFunction,
  'one-to-many': oneToMany as LearnersFunction,
  'many-to-many': ((x: Matrix[], a0: Matrix, parameters: Network, lengths?: number[]) =>
    timeDistributedDense(rnnForward(x, a0, parameters, lengths).a, parameters).map((zt) =>
      softmax(zt),
    )) as LearnersFunction,
  'encode-decode': ((
    x: Matrix[],
    a0: Matrix,
    Ty: number,
    encoder: RnnParameters,
    decoder: Network,
    lengths?: number[],
  ) => {
    const { a } = rnnForward(x, a0, encoder, lengths);
    return oneToMany(Matrix.zeros(decoder.Wya.rows, a0.cols), a[a.length - 1], Ty, decoder);
  }) as LearnersFunction,
  'gradient-norm-by-lag': ((dLast: Matrix, caches: RnnCache[]) => {
    const states = caches.map(({ at }) => ({ a: at }));
    const { parameters } = caches[0];
    return gradientNormByLag(rnnCell, { states, caches, parameters }, dLast);
  }) as LearnersFunction,
  'clip-by-value': clipByValue as LearnersFunction,
  'clip-by-norm': clipByNorm as LearnersFunction,
  'embedding-lookup': ((E: Matrix, tokens: number[][]) =>
    tokens.map((step) => embeddingForward(E, step))) as LearnersFunction,
  'embedding-lookup-backward': ((dx: Matrix[], tokens: number[][], V: number) => {
    const dE = Matrix.zeros(dx[0].rows, V);
    dx.forEach((dxt, t) => addEmbeddingGradient(dxt, tokens[t], dE));
    return dE;
  }) as LearnersFunction,
  'sentence-log-probability': ((weights: ModelWeights, tokens: number[]) =>
    sentenceLogProbability(
      modelOf(weights),
      encodeBatch([tokens.slice(0, -1)], 0),
    )[0]) as LearnersFunction,
  'language-model-loss': ((weights: ModelWeights, targets: number[][], lengths: number[]) => {
    const inputs = [lengths.map(() => NO_TOKEN), ...targets.slice(0, -1)];
    return languageModelLoss(modelOf(weights), { inputs, targets, lengths }).loss;
  }) as LearnersFunction,
  'simplified-gru-cell-forward': ((...args: Parameters<typeof simplifiedGruCellForward>) =>
    simplifiedGruCellForward(...args).ct) as LearnersFunction,
  'gru-cell-forward': ((...args: Parameters<typeof gruCellForward>) =>
    gruCellForward(...args).ct) as LearnersFunction,
  'gru-forward': ((...args: Parameters<typeof gruForward>) =>
    gruForward(...args).c) as LearnersFunction,
  'gru-cell-backward': ((...args: Parameters<typeof gruCellBackward>) => {
    const { dxt, dcPrev, gradients } = gruCellBackward(...args);
    return { dxt, dcPrev, ...gradients };
  }) as LearnersFunction,
  'lstm-cell-forward': ((...args: Parameters<typeof lstmCellForward>) => {
    const { at, ct } = lstmCellForward(...args);
    return { at, ct };
  }) as LearnersFunction,
  'lstm-forward': ((...args: Parameters<typeof lstmForward>) => {
    const { a, c } = lstmForward(...args);
    return { a, c };
  }) as LearnersFunction,
  'lstm-cell-backward': ((...args: Parameters<typeof lstmCellBackward>) => {
    const { gradients, ...rest } = lstmCellBackward(...args);
    return { ...rest, ...gradients };
  }) as LearnersFunction,
  'peephole-lstm-cell-forward': ((...args: Parameters<typeof peepholeLstmCellForward>) => {
    const { at, ct } = peepholeLstmCellForward(...args);
    return { at, ct };
  }) as LearnersFunction,
  'reverse-sequence': reverseSequence as LearnersFunction,
  'bidirectional-forward': ((
    x: Matrix[],
    a0: BothDirections<Matrix>,
    parameters: BothDirections<RnnParameters>,
    lengths?: number[],
  ) => {
    const start = { forward: { a: a0.forward }, backward: { a: a0.backward } };
    return bidirectionalForward(rnnCell, x, start, parameters, lengths).a;
  }) as LearnersFunction,
  'bidirectional-backward': ((
    da: Matrix[],
    unrolled: BothDirections<Unrolled<{ a: Matrix }, RnnCache>>,
  ) => {
    const { dx, dInitial, gradients } = bidirectionalBackward(rnnCell, da, unrolled);
    return {
      dx,
      forward: { da0: dInitial.forward.a, ...gradients.forward },
      backward: { da0: dInitial.backward.a, ...gradients.backward },
    };
  }) as LearnersFunction,
  'deep-rnn-forward': ((
    x: Matrix[],
    a0: Matrix[],
    parameters: RnnParameters[],
    lengths?: number[],
  ) => {
    const starts = a0.map((a) => ({ a }));
    const { memories } = deepForward(unidirectional(rnnCell), x, starts, parameters, lengths);
    return memories.map(({ states }) => states.map(({ a }) => a));
  }) as LearnersFunction,
  'time-distributed-dense': timeDistributedDense as LearnersFunction,
  'deep-rnn-backward': ((da: Matrix[], unrolled: Unrolled<{ a: Matrix }, RnnCache>[]) => {
    const { dx, dInitial, gradients } = deepBackward(unidirectional(rnnCell), da, unrolled);
    return { dx, layers: gradients.map((own, l) => ({ da0: dInitial[l].a, ...own })) };
  }) as LearnersFunction,
  'decode-spans': decodeSpans as LearnersFunction,
  'span-f1': ((...args: Parameters<typeof spanF1>) => {
    const { precision, recall, f1 } = spanF1(...args);
    return { precision, recall, f1 };
  }) as LearnersFunction,
  'tagger-forward': tagWithLibrary as LearnersFunction,
  'masked-token-loss': maskedTokenLoss as LearnersFunction,
  encode: ((encoder: Encoder, x: number[][], lengths: number[] = x[0].map(() => x.length)) =>
    encode(translatorOf({ encoder }), x, lengths)) as LearnersFunction,
  'decode-step': ((decoder: Decoder, tokens: number[], before: LstmState) => {
    const { z, state } = decodeStep(translatorOf({ decoder }), tokens, before);
    return { yHat: softmax(z), state };
  }) as LearnersFunction,
  'teacher-forced-loss': ((
    networks: { encoder: Encoder; decoder: Decoder },
    x: number[][],
    targets: number[][],
    lengths: { x: number[]; y: number[] },
  ) => {
    const inputs = [lengths.y.map(() => NO_TOKEN), ...targets.slice(0, -1)];
    const y = { inputs, targets, lengths: lengths.y };
    return teacherForcedLoss(translatorOf(networks), { x, lengths: lengths.x, y }).loss;
  }) as LearnersFunction,
  'greedy-decode': ((decoder: Decoder, state: LstmState, end: number, maxLength: number) =>
    written(
      greedyDecode(tokenDecoder(translatorOf({ decoder })), state, {
        start: NO_TOKEN,
        end,
        maxLength,
      }),
    )) as LearnersFunction,
  'beam-search': ((
    decoder: Decoder,
    state: LstmState,
    end: number,
    maxLength: number,
    width: number,
  ) => {
    const limits = { start: NO_TOKEN, end, maxLength };
    return written(beamSearch(tokenDecoder(translatorOf({ decoder })), state, limits, width)[0]);
  }) as LearnersFunction,
  'tune-to-tokens': tuneToTokens as LearnersFunction,
  // The library leaves out the spaces where it can.
  'tokens-to-tune': ((tokens: string[], title: string) => ({
    ...tokensToTune(tokens, { title }),
    body: tuneToTokens(tokensToTune(tokens)).slice(3).join(' '),
  })) as LearnersFunction,
  'generate-tune': ((
    weights: Pick<LanguageModel<LstmParameters, LstmState>, 'E' | 'recurrent' | 'dense'>,
    start: number[],
    options: SamplingOptions,
    uniforms: number[],
  ) => {
    const zeros = Matrix.zeros(weights.recurrent.bu.rows, 1);
    const model = { ...weights, cell: lstmCell, start: { a: zeros, c: zeros } };
    return sampleSequence(model, { ...options, start }, givingOut(uniforms));
  }) as LearnersFunction,
  'cosine-similarity': cosineSimilarity as LearnersFunction,
  'nearest-words': (({ words, E }: Table, query: Matrix, count: number, exclude?: string[]) =>
    nearestWords(new Embedding(words, E), query, { count, exclude })) as LearnersFunction,
  'complete-analogy': (({ words, E }: Table, a: string, b: string, c: string, count: number) =>
    completeAnalogy(new Embedding(words, E), a, b, c, { count })) as LearnersFunction,
  neutralize: neutralize as LearnersFunction,
  'equalize-pair': ((...args: Parameters<typeof equalizePair>) => {
    const [e1, e2] = equalizePair(...args);
    return { e1, e2 };
  }) as LearnersFunction,
  'average-embedding': averageEmbedding as LearnersFunction,
  'embedding-classifier': ((...args: Parameters<typeof embeddingClassifierForward>) =>
    sigmoid(embeddingClassifierForward(...args).z)) as LearnersFunction,
  'fine-tune': ((
    documents: number[][],
    y: Matrix,
    parameters: EmbeddingClassifierParameters,
    frozen: boolean,
  ) => {
    const { z, cache } = embeddingClassifierForward(documents, parameters);
    const { loss, dz } = sigmoidCrossEntropy(z, y);
    const m = documents.length;
    const { dWya, dby, dE } = embeddingClassifierBackward(scale(dz, 1 / m), cache);
    return { loss: loss / m, gradients: { dWya, dby, dE: frozen ? null : dE } };
  }) as LearnersFunction,
  'keep-probability': keepProbability as LearnersFunction,
  'negative-sampling-loss': negativeSamplingLoss as LearnersFunction,
  'cbow-loss': cbowLoss as LearnersFunction,
  'glove-loss': ((
    entries: { i: number; j: number; x: number }[],
    parameters: GloveParameters,
    xMax: number,
    alpha: number,
  ) => {
    const X = {
      rows: Int32Array.from(entries, ({ i }) => i),
      cols: Int32Array.from(entries, ({ j }) => j),
      counts: Float64Array.from(entries, ({ x }) => x),
    };
    return gloveLoss(X, parameters, { xMax, alpha });
  }) as LearnersFunction,
  'perplexity-search': ((...args: Parameters<typeof perplexitySearch>) =>
    perplexitySearch(...args).P) as LearnersFunction,
  affinities: affinities as LearnersFunction,
  'kl-divergence': klDivergence as LearnersFunction,
  'tsne-gradient': tsneGradient as LearnersFunction,
  'tsne-step': tsneStep as LearnersFunction,
};

type LstmTranslator = Translator<LstmParameters, LstmState>;
type Encoder = LstmTranslator['encoder'];
type Decoder = LstmTranslator['decoder'];

/** A translator of which only the given half is used. */
function translatorOf(halves: { encoder?: Encoder; decoder?: Decoder }): LstmTranslator {
  const encoder = halves.encoder ?? halves.decoder!;
  const decoder = halves.decoder ?? (halves.encoder as Decoder);
  const start = (m: number) => {
    const zeros = Matrix.zeros(encoder.recurrent.bu.rows, m);
    return { a: zeros, c: zeros };
  };
  return { cell: lstmCell, encoder, decoder, start };
}

function written({ tokens, logProbability }: Hypothesis) {
  return { tokens, logP: logProbability };
}

/** In place of random numbers the given ones, one after the other. */
function givingOut(uniforms: readonly number[]): Random {
  const random = new Random(0);
  let next = 0;
  random.uniform = () => uniforms[next++];
  return random;
}

function tagWithLibrary(
  word: number[][],
  shape: number[][],
  {
    Eword,
    Eshape,
    forward,
    backward,
    ...dense
  }: { Eword: Matrix; Eshape: Matrix } & BothDirections<LstmParameters> & DenseParameters,
  lengths: number[],
) {
  const zeros = Matrix.zeros(forward.bu.rows, lengths.length);
  const tagger: Tagger<LstmParameters, LstmState> = {
    cell: lstmCell,
    embeddings: { word: Eword, shape: Eshape },
    recurrent: { forward, backward },
    dense,
    start: () => ({ a: zeros, c: zeros }),
  };
  return taggerForward(tagger, { inputs: { word, shape }, lengths }).z;
}

interface NotebookCell {
  readonly source: string | readonly string[];
  readonly metadata: { readonly unrolled?: { readonly role?: string; readonly exercise?: string } };
}

const notebooks = join(import.meta.dirname, '../../notebooks');

/** The functions of a lesson's solution cells, which may call those above them. */
function solutionsOf(lesson: string, functionNames: readonly string[]) {
  const { cells } = JSON.parse(readFileSync(join(notebooks, `${lesson}.ipynb`), 'utf8')) as {
    cells: NotebookCell[];
  };
  const text = cells
    .filter(({ metadata }) => ['setup', 'solution'].includes(metadata.unrolled?.role ?? ''))
    .map(({ source }) => (typeof source === 'string' ? source : source.join('')))
    .concat(`export { ${functionNames.join(', ')} };`)
    .join('\n');
  return exportsOf(text);
}

for (const file of readdirSync(notebooks).filter((name) => name.endsWith('.ipynb'))) {
  const lesson = file.replace('.ipynb', '');
  const own = exercises.filter((exercise) => exercise.lesson === lesson);
  describe(`solutions of ${lesson}`, () => {
    let solutions: Record<string, LearnersFunction>;
    before(() => {
      solutions = solutionsOf(
        lesson,
        own.map(({ functionName }) => functionName),
      );
    });

    for (const exercise of own) {
      it(`${exercise.functionName} is right${exercise.id in twins ? ', and equals the library' : ''}`, () => {
        for (const seed of seeds) {
          const random = new Random(seed);
          const cases = drawCases(exercise, random, exercise.layers(random));
          const [forSolution, forTwin] = [1, 2].map(() => drawArguments(exercise, seed));
          cases.forEach((one, index) => {
            const outcome = outcomeOf(
              exercise,
              solutions[exercise.functionName],
              forSolution[index],
            );
            const verdict = judge(one, outcome);
            assert(verdict.passed, `seed ${seed}: ${verdict.message}`);
            if (!(exercise.id in twins)) return;
            // Both have 64 bits, and may add up in another order: so far apart, and no further.
            const sameBits = { absolute: 1e-13, relative: 1e-13, reason: '' };
            const twin = outcomeOf(exercise, twins[exercise.id], forTwin[index]);
            assert(twin.kind === 'returned', `seed ${seed}: the library gives no answer`);
            // Draws must be the same one by one, too.
            const exact = { ...exercise, tolerance: sameBits, draws: undefined };
            const held = { ...one, exercise: exact, expected: twin.value };
            assert(judge(held, outcome).passed, `seed ${seed}: differs from the library`);
          });
        }
      });
    }
  });
}
