/** What a learner sees below a graded cell: the table, the finding, and the error that fails it. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import {
  bidirectionalBackward,
  decodeSpans,
  Matrix,
  matmul,
  rnnCell,
  rnnForward,
  scale,
  type BothDirections,
  type RnnCache,
  type RnnParameters,
  type Unrolled,
} from 'unrolled';
import { check, CheckFailed, tf } from 'unrolled/checks';

interface Bundle {
  readonly 'text/plain': string;
  readonly 'text/html': string;
}

/** Runs a graded cell in a notebook's stead; gives what it displays, and its error if it fails. */
async function graded(...args: Parameters<typeof check>) {
  const shown: Bundle[] = [];
  // The library finds tslab's output among the loaded modules: here is one that listens.
  const { cache } = createRequire(import.meta.url);
  // Before it, one that was loaded for its compiler alone, and shows nothing.
  const mute = '/mute/tslab/dist/jupyter.js';
  const path = '/listening/tslab/dist/jupyter.js';
  const listener = { lastWriteDisplayData: ({ data }: { data: Bundle }) => shown.push(data) };
  cache[mute] = { exports: { lastWriteDisplayData: null } } as unknown as NodeJS.Module;
  cache[path] = { exports: listener } as unknown as NodeJS.Module;
  try {
    const error: unknown = await check(...args).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.equal(shown.length, 1, String(error));
    return { text: shown[0]['text/plain'], html: shown[0]['text/html'], error };
  } finally {
    delete cache[mute];
    delete cache[path];
  }
}

function assertFails(error: unknown, message: string | RegExp): void {
  assert(error instanceof CheckFailed, String(error));
  if (typeof message === 'string') assert.equal(error.message, message);
  else assert.match(error.message, message);
}

const layer = () => tf.layers.simpleRNN({ units: 5, returnSequences: true });
const forward = (x: Matrix[], a0: Matrix, parameters: RnnParameters, lengths?: number[]) =>
  rnnForward(x, a0, parameters, lengths).a;

/** The backward pass of a bidirectional RNN, wrong in one gradient of one direction. */
function oneBiasDoubled(da: Matrix[], unrolled: BothDirections<Unrolled<{ a: Matrix }, RnnCache>>) {
  const { dx, dInitial, gradients } = bidirectionalBackward(rnnCell, da, unrolled);
  const { forward, backward } = gradients;
  return {
    dx,
    forward: { da0: dInitial.forward.a, ...forward },
    backward: { da0: dInitial.backward.a, ...backward, dba: scale(backward.dba, 2) },
  };
}

describe('a graded cell', () => {
  it('shows every check and its points where all is right', async () => {
    const { text, html, error } = await graded('rnn-forward', forward, layer());
    assert.equal(error, undefined);
    assert.match(text, /^✓ rnnForward: all 3 checks agree with tf\.js$/m);
    assert.match(text, /✓ examples of different lengths in one batch \(2 points, 2 cases\)/);
    assert.doesNotMatch(text, /✗/);
    assert.doesNotMatch(html, /✗/);
    assert.match(html, /rnnForwardExercise/, 'the source of the oracle can be unfolded');
  });

  it('names the entry of a list in which an object differs', async () => {
    const lateEnds = (tags: string[]) =>
      decodeSpans(tags).map((span, k) => (k === 1 ? { ...span, end: span.end + 1 } : span));
    const operations = { notEqual: tf.notEqual, logicalOr: tf.logicalOr };
    const { text, error } = await graded('decode-spans', lateEnds, operations);
    assertFails(error, 'decodeSpans: spans[1].end differs from what tf.js computes');
    assert.match(text, /first wrong: spans\[1\]\.end, yours 7\.00000, tf\.js 6\.00000/);
  });

  it('names the text that differs, and gives it no distance', async () => {
    const withoutLast = (sentence: string, vocabulary: string[]) => {
      const words = sentence.toLowerCase().match(/[a-z]+/g) ?? [];
      return [...words.map((word) => (vocabulary.includes(word) ? word : '<UNK>')), 'the end'];
    };
    const { text, html, error } = await graded('tokenize', withoutLast, tf.where);
    const finding = /tokens\[\d\] is the text "the end", but must be the text "<EOS>"/;
    assertFails(error, finding);
    assert.match(text, new RegExp(`✗ tokens  5 texts  first wrong: ${finding.source}`));
    assert.doesNotMatch(text, /✗ tokens .*largest difference/);
    assert.match(html, /but must be the text &quot;&lt;EOS&gt;&quot;<\/td>/);
  });

  it('says where to look after an error that says nothing of its cause', async () => {
    const beyond = (x: Matrix[]) => x.map((_, k) => x[k + 1].clone());
    const { error } = await graded('rnn-forward', beyond, layer());
    assertFails(error, /threw TypeError: Cannot read .*look for an index outside its array/);
  });

  it('tells of a changed argument beside a result that differs', async () => {
    const sortedInPlace = (probabilities: number[], k: number) =>
      probabilities.sort((p, q) => q - p).map((p, i) => (i < k ? p : 0));
    const { error } = await graded('top-k', sortedInPlace, tf.topk);
    assertFails(
      error,
      /^topK: p differs from what tf\.js computes; and it changes its argument prob/,
    );
  });

  it('names the direction in which a gradient differs', async () => {
    const bothWays = tf.layers.bidirectional({ layer: layer(), mergeMode: 'concat' });
    const { text, error } = await graded('bidirectional-backward', oneBiasDoubled, bothWays);
    assertFails(error, 'bidirectionalBackward: backward.dba differs from what tf.js computes');
    assert.match(text, /✓ forward\.dba /);
    assert.match(text, /first wrong: backward\.dba, row 0, column 0/);
  });

  it('prints the table as text outside of a notebook', async () => {
    const log = console.log;
    const printed: string[] = [];
    console.log = (line: string) => printed.push(line);
    try {
      await check('multiply', matmul, tf.matMul);
    } finally {
      console.log = log;
    }
    assert.match(printed.join('\n'), /^✓ multiply: all 2 checks agree with tf\.js/);
  });

  it('names the first wrong time step, row and column, with both numbers', async () => {
    let T = 0;
    const { text, html, error } = await graded(
      'rnn-forward',
      (x: Matrix[], a0: Matrix, parameters: RnnParameters, lengths?: number[]) => {
        T ||= x.length;
        const a = forward(x, a0, parameters, lengths);
        const last = a[a.length - 1];
        last.set(1, 0, 7);
        last.set(0, last.cols - 1, 8);
        return a;
      },
      layer(),
    );
    assertFails(error, 'rnnForward: a differs from what tf.js computes');
    assert(T > 1);
    const where = `a<${T}>, row 1, column 0`;
    assert(text.includes(`first wrong: ${where}, yours 7.00000, tf.js `), text);
    assert(html.includes(`a&lt;${T}&gt;, row 1, column 0`), html);
    assert.match(text, /^✗ rnnForward: 0 of 3 checks agree with tf\.js \(0 of 5 points\)$/m);
  });

  it('gives the points of the checks that pass, and names a known mistake', async () => {
    const { text, error } = await graded(
      'rnn-forward',
      (x: Matrix[], a0: Matrix, parameters: RnnParameters) => forward(x, a0, parameters),
      layer(),
    );
    assertFails(error, /^rnnForward: this is what comes out when the padding is processed like/);
    assert.match(text, /2 of 3 checks agree with tf\.js \(3 of 5 points\)/);
  });

  const wrong: [title: string, result: (A: Matrix, B: Matrix) => unknown, message: RegExp][] = [
    ['a wrong shape', (A) => Matrix.zeros(A.rows, 1), /A·B is \[\d, 1\], but must be \[\d, \d\]$/],
    [
      'exchanged rows and columns',
      (A, B) => Matrix.zeros(B.cols, A.rows),
      /rows and columns are exchanged$/,
    ],
    [
      'NaN, and where it begins',
      (A, B) => {
        const C = matmul(A, B);
        C.set(1, 0, NaN);
        return C;
      },
      /^multiply: NaN first at A·B, row 1, column 0: look for 0 \/ 0, for Infinity/,
    ],
    [
      'a thrown error',
      () => {
        throw new RangeError('k is too large');
      },
      /^multiply threw RangeError: k is too large$/,
    ],
    [
      'a thrown value that is no error',
      () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- a learner may
        throw 'nonsense';
      },
      /^multiply threw a value: nonsense$/,
    ],
    ['a promise', async (A, B) => Promise.resolve(matmul(A, B)), /returned a promise: write it/],
    ['a promise that fails', async () => Promise.reject(new Error('late')), /returned a promise/],
    ['undefined', () => undefined, /is undefined \(is a `return` missing\?\)$/],
    ['null', () => null, /is null$/],
    ['plain arrays', (A, B) => matmul(A, B).toArray(), /must be a Matrix .*, but is an array of/],
    [
      'a changed argument',
      (A, B) => {
        const C = matmul(A, B);
        B.set(0, 0, 100);
        return C;
      },
      /^multiply changes its argument B: whoever calls it still needs the old values/,
    ],
  ];
  for (const [title, result, message] of wrong) {
    it(`finds ${title}`, async () => {
      const { text, error } = await graded('multiply', result, tf.matMul);
      assertFails(error, message);
      assert(text.includes((error as Error).message), text);
      assert.match(text, /\(0 of 3 points\)/);
    });
  }

  it('says which step of a sequence has the wrong form, and how many steps are missing', async () => {
    const third = await graded(
      'rnn-forward',
      (x: Matrix[], a0: Matrix, parameters: RnnParameters) =>
        forward(x, a0, parameters).map((at, t) => (t === 1 ? at.toArray() : at)),
      layer(),
    );
    assertFails(third.error, /^rnnForward: a<2> must be a Matrix \[5, \d\], but is an array of 5$/);
    const shorter = await graded('rnn-forward', () => [], layer());
    assertFails(shorter.error, /^rnnForward: a has 0 entries, but must have \d matrices, one a/);
  });

  it('leaves the layer in the cell as it was, so that the cell can run again', async () => {
    const simpleRnn = layer();
    await graded('rnn-forward', forward, simpleRnn);
    const { error } = await graded('rnn-forward', forward, simpleRnn);
    assert.equal(error, undefined);
    assert.equal(simpleRnn.built, false);
  });

  it('takes text from a learner for text, never for HTML', async () => {
    const hostile = '<img src=x onerror="alert(1)"></td><script>alert(2)</script>&amp;';
    const thrown = await graded(
      'multiply',
      () => {
        throw Object.assign(new Error(hostile), { name: '<b>Error</b>' });
      },
      tf.matMul,
    );
    const returned = await graded('multiply', () => hostile, tf.matMul);
    for (const { html } of [thrown, returned]) {
      assert.doesNotMatch(html, /<img|<script|<b>/);
      assert.match(html, /&lt;img src=x onerror=/);
    }
    assert.match(thrown.html, /&lt;b&gt;Error&lt;\/b&gt;/);
    assert.match(thrown.html, /&amp;amp;/);
  });

  it('refuses an exercise that does not exist, and lists those that do', async () => {
    await assert.rejects(check('rnn-foward', forward, layer()), {
      name: 'RangeError',
      message: /there is no exercise "rnn-foward"; there are: multiply, .*rnn-forward/,
    });
  });

  it('refuses anything but a function', async () => {
    await assert.rejects(check('multiply', matmul(one, one) as unknown as () => void, tf.matMul), {
      name: 'TypeError',
      message: /pass the function multiply itself/,
    });
  });

  it('refuses a graded cell without its layer, or with something else in its place', async () => {
    await assert.rejects(
      check('rnn-forward', forward, undefined),
      /^TypeError: check\('rnn-forward', rnnForward, …\): the third argument is missing/,
    );
    await assert.rejects(
      check('rnn-forward', forward, 5),
      /^TypeError: the oracle must be a tf\.js layer, but was given the number 5$/,
    );
  });

  it('refuses a layer of another class or setting, and another tf.js function', async () => {
    const gru = tf.layers.gru({ units: 5, returnSequences: true });
    await assert.rejects(check('rnn-forward', forward, gru), {
      name: 'TypeError',
      message: /must be a tf\.js layer of class SimpleRNN, not GRU/,
    });
    const lastOnly = tf.layers.simpleRNN({ units: 5 });
    await assert.rejects(check('rnn-forward', forward, lastOnly), {
      name: 'TypeError',
      message: /setting returnSequences must be true, but is false/,
    });
    await assert.rejects(check('multiply', matmul, tf.mul), {
      name: 'TypeError',
      message: /the oracle must be tf\.matMul/,
    });
  });

  it('names a known mistake also where it makes a result of another length', async () => {
    const withoutEos = (sentence: string, vocabulary: string[]) =>
      (sentence.toLowerCase().match(/[a-z]+(?:['-][a-z]+)*/g) ?? []).map((word) =>
        vocabulary.includes(word) ? word : '<UNK>',
      );
    const { error } = await graded('tokenize', withoutEos, tf.where);
    assertFails(error, 'tokenize: this is what comes out when there is no EOS at the end');
  });
});

const one = Matrix.from([[1]]);
