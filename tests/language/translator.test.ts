import assert from 'node:assert/strict';
import {
  adam,
  beamSearch,
  encode,
  gradientCheck,
  greedyDecode,
  gruCell,
  initializeDense,
  initializeGru,
  initializeLstm,
  lstmCell,
  Matrix,
  NO_TOKEN,
  Random,
  teacherForcedLoss,
  tokenDecoder,
  train,
  translationBatch,
  translatorParameters,
  type GruParameters,
  type LstmParameters,
  type LstmState,
  type RecurrentState,
  type Tensors,
  type Translator,
} from 'unrolled';

const [readable, writable, n_x, n_y, n_a] = [5, 4, 3, 2, 6];
const EOS = 0;
/** No two sequences are equally long, neither those read nor those written. */
const pairs = [
  { x: [3, 1, 4], y: [2, 2] },
  { x: [2], y: [1] },
  { x: [4, 4, 1, 2], y: [] },
];
const limits = { start: NO_TOKEN, end: EOS, maxLength: 6 };

function lstmTranslator(seed: number): Translator<LstmParameters, LstmState> {
  const random = new Random(seed);
  return {
    cell: lstmCell,
    encoder: { E: random.normalMatrix(n_x, readable), recurrent: initializeLstm(n_x, n_a, random) },
    decoder: {
      E: random.normalMatrix(n_y, writable),
      recurrent: initializeLstm(n_y, n_a, random),
      dense: initializeDense(n_a, writable, random),
    },
    start: (m) => ({ a: Matrix.zeros(n_a, m), c: Matrix.zeros(n_a, m) }),
  };
}

function gruTranslator(seed: number): Translator<GruParameters, { readonly a: Matrix }> {
  const random = new Random(seed);
  return {
    cell: gruCell,
    encoder: { E: random.normalMatrix(n_x, readable), recurrent: initializeGru(n_x, n_a, random) },
    decoder: {
      E: random.normalMatrix(n_y, writable),
      recurrent: initializeGru(n_y, n_a, random),
      dense: initializeDense(n_a, writable, random),
    },
    start: (m) => ({ a: Matrix.zeros(n_a, m) }),
  };
}

describe('translator', () => {
  it('puts pairs side by side, each padded on its own side', () => {
    const { x, lengths, y } = translationBatch(pairs, EOS);
    assert.deepEqual(x, [
      [3, 2, 4],
      [1, 0, 4],
      [4, 0, 1],
      [0, 0, 2],
    ]);
    assert.deepEqual(lengths, [3, 1, 4]);
    assert.deepEqual(y.targets, [
      [2, 1, 0],
      [2, 0, 0],
      [0, 0, 0],
    ]);
    assert.deepEqual(y.inputs[0], [NO_TOKEN, NO_TOKEN, NO_TOKEN]);
    assert.deepEqual(y.lengths, [3, 2, 1]);
    assert.throws(() => translationBatch([], EOS), /no sequences/);
  });

  for (const [name, { loss, parameters }] of Object.entries({
    LSTM: lossOf(lstmTranslator(1)),
    GRU: lossOf(gruTranslator(1)),
  })) {
    it(`has the gradients of its loss, with the ${name}`, () => {
      const rows = gradientCheck(() => loss().loss, parameters, loss().gradients);
      assert.equal(rows.length, Object.keys(parameters).length);
      for (const { name, relativeError } of rows) {
        assert(relativeError < 1e-6, `${name}: ${relativeError}`);
      }
    });
  }

  it('has a loss that is the mean −log P of what beam search finds', () => {
    const translator = lstmTranslator(2);
    const { x } = pairs[0];
    const state = encode(
      translator,
      x.map((token) => [token]),
      [x.length],
    );
    const found = beamSearch(tokenDecoder(translator), state, limits, 5);
    const ended = found.filter(({ tokens }) => tokens.length < limits.maxLength);
    assert(ended.length > 0);
    for (const { tokens, logProbability } of ended) {
      const { loss } = teacherForcedLoss(
        translator,
        translationBatch([{ x, y: [...tokens] }], EOS),
      );
      assert(Math.abs(loss + logProbability) < 1e-9);
    }
  });

  it('learns to write backwards what it reads', async () => {
    const translator = lstmTranslator(3);
    const strings = [[1], [2], [3], [1, 2], [2, 1], [3, 1], [2, 2], [1, 3]];
    const batch = translationBatch(
      strings.map((x) => ({ x, y: [...x].reverse() })),
      EOS,
    );
    const training = train({
      parameters: translatorParameters(translator),
      batches: Array<typeof batch>(400).fill(batch),
      gradientsOf: (one) => teacherForcedLoss(translator, one),
      optimizer: adam(0.02),
      clip: 1,
    });
    for await (const { loss } of training) assert(Number.isFinite(loss));
    const written = strings.map((x) => {
      const state = encode(
        translator,
        x.map((token) => [token]),
        [x.length],
      );
      return [...greedyDecode(tokenDecoder(translator), state, limits).tokens];
    });
    assert.deepEqual(
      written,
      strings.map((x) => [...x].reverse()),
    );
  });
});

function lossOf<P extends Tensors, S extends RecurrentState>(translator: Translator<P, S>) {
  const batch = translationBatch(pairs, EOS);
  return {
    loss: () => teacherForcedLoss(translator, batch),
    parameters: translatorParameters(translator),
  };
}
