import { rnnCellBackward, type RnnCache } from '../cells/rnn';
import { selectByLength } from '../networks/lengths';
import { rnnBackward, rnnForward } from '../networks/rnn';
import { tanh } from '../tensor/activations';
import type { Matrix } from '../tensor/matrix';
import { add, scale } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { distinctSizes, float32Tolerance, raggedLengths } from './draw';
import type { Exercise } from './exercise';
import { simpleRnnGradients, type SimpleRnn } from './rnn-cell-backward';
import { drawRnnParameters } from './rnn-cell-forward';
import { sequenceLossExercise } from './sequence-loss';
import { tf, unitsOf } from './tfjs';

type Args = [da: Matrix[], caches: RnnCache[], lengths?: number[]];
type Gradients = { dx: Matrix[]; da0: Matrix; dWax: Matrix; dWaa: Matrix; dba: Matrix };

export const rnnBackwardExercise: Exercise<SimpleRnn, Args, Gradients> = {
  id: 'rnn-backward',
  lesson: '03-backpropagation-through-time',
  functionName: 'rnnBackward',
  argumentNames: ['da', 'caches', 'lengths'],
  resultName: 'gradients',
  allowed: sequenceLossExercise.allowed,
  tolerance: float32Tolerance,
  layers: (random) => tf.layers.simpleRNN({ units: random.integer(2, 7), returnSequences: true }),
  oracle: (layer, da, caches, lengths) =>
    simpleRnnGradients(layer, da, sequenceOf(caches), lengths),
  checks: [
    {
      id: 'one-step',
      title: 'a sequence of one step',
      points: 1,
      cases(random, layer) {
        const n_a = unitsOf(layer);
        const [n_x, m] = distinctSizes(random, 2, [n_a]);
        return [draw(random, { n_x, n_a, m, T: 1 })];
      },
    },
    {
      id: 'values',
      title: 'sequences of one length',
      points: 3,
      cases(random, layer) {
        const n_a = unitsOf(layer);
        const [n_x, m, T] = distinctSizes(random, 3, [n_a, 2]);
        const [, caches] = draw(random, { n_x, n_a, m: 1, T });
        return [
          draw(random, { n_x, n_a, m, T }),
          // Only the last step is asked for anything: all that comes before is reached through it.
          [
            caches.map(({ at }, t) => scale(random.normalMatrix(at.rows, 1), Number(t === T - 1))),
            caches,
          ],
        ];
      },
    },
    {
      id: 'ragged-lengths',
      title: 'examples of different lengths in one batch',
      points: 2,
      cases(random, layer) {
        const n_a = unitsOf(layer);
        const [n_x, m, T] = distinctSizes(random, 3, [n_a, 2]);
        const lengths = raggedLengths(random, m, T);
        return [draw(random, { n_x, n_a, m, T }, lengths)];
      },
    },
  ],
  mistakes: [
    {
      when: 'the padding is processed like real steps, so that lengths has no effect',
      result: (da, caches) => backward(da, caches),
    },
    {
      when: 'the gradient is lost in the padding, instead of passing by to the last real step',
      result: (da, caches, lengths) =>
        walk(da, caches, (full, t, cell) => {
          const nothing = scale(full, 0);
          const step = cell(selectByLength(t, lengths, full, nothing));
          return { ...step, daPrev: selectByLength(t, lengths, step.daPrev, nothing) };
        }),
    },
    {
      when: 'no gradient travels from step to step: each uses its own da<t> only',
      result: (da, caches) =>
        walk(da, caches, (_, t, cell) => {
          const step = cell(da[t - 1]);
          return t === 1 ? step : { ...step, daPrev: scale(step.daPrev, 0) };
        }),
    },
    {
      when: 'da<t> is used at the last step only, and earlier steps’ own da<t> is left out',
      result: (da, caches, lengths) =>
        backward(
          da.map((dat, k) => scale(dat, Number(k === da.length - 1))),
          caches,
          lengths,
        ),
    },
    {
      when: 'the parameters’ gradients are those of the first step alone (= where a sum is needed)',
      result: (da, caches, lengths) => ({
        ...backward(da, caches, lengths),
        ...parametersOnly(stepwise(da, caches, lengths)[0]),
      }),
    },
    {
      when: 'the parameters’ gradients are those of the last step alone',
      result(da, caches, lengths) {
        const steps = stepwise(da, caches, lengths);
        return { ...backward(da, caches, lengths), ...parametersOnly(steps[steps.length - 1]) };
      },
    },
    {
      when: 'the sums stay zero: add(A, B) changes neither A nor B, so its result must be assigned',
      result(da, caches, lengths) {
        const { dx, da0, dWax, dWaa, dba } = backward(da, caches, lengths);
        const zero = (gradient: Matrix) => scale(gradient, 0);
        return { dx, da0, dWax: zero(dWax), dWaa: zero(dWaa), dba: zero(dba) };
      },
    },
    {
      when: 'the parameters’ gradients are averaged over the steps instead of summed',
      result(da, caches, lengths) {
        const { dx, da0, dWax, dWaa, dba } = backward(da, caches, lengths);
        const mean = (gradient: Matrix) => scale(gradient, 1 / caches.length);
        return { dx, da0, dWax: mean(dWax), dWaa: mean(dWaa), dba: mean(dba) };
      },
    },
    {
      when: 'dx comes in the order of the walk, the last step first',
      result(da, caches, lengths) {
        const gradients = backward(da, caches, lengths);
        return { ...gradients, dx: [...gradients.dx].reverse() };
      },
    },
    {
      when: 'the walk goes from the first step to the last, instead of back',
      result(da, caches) {
        const { dx, ...rest } = backward([...da].reverse(), [...caches].reverse());
        return { dx: [...dx].reverse(), ...rest };
      },
    },
    {
      when: 'da0 is the gradient of a<1> instead of a<0>: one step short',
      result(da, caches, lengths) {
        let da1 = da[0];
        const gradients = walk(da, caches, (full, t, cell) => {
          da1 = full;
          return passingBy(full, t, cell, lengths);
        });
        return { ...gradients, da0: da1 };
      },
    },
    {
      when: 'an example ends one step late',
      result: (da, caches, lengths) =>
        walk(da, caches, (full, t, cell) => passingBy(full, t - 1, cell, lengths)),
    },
    {
      when: 'an example ends one step early',
      result: (da, caches, lengths) =>
        walk(da, caches, (full, t, cell) => passingBy(full, t + 1, cell, lengths)),
    },
  ],
};

/** The sequence that a forward pass with these caches has read. */
export function sequenceOf(caches: readonly RnnCache[]) {
  const [{ aPrev, parameters }] = caches;
  return { x: caches.map(({ xt }) => xt), a0: aPrev, parameters };
}

/** What a forward pass leaves, and a random da<t> for every step, those in the padding included. */
export function draw(
  random: Random,
  { n_x, n_a, m, T }: { n_x: number; n_a: number; m: number; T: number },
  lengths?: number[],
): Args {
  const x = Array.from({ length: T }, () => random.normalMatrix(n_x, m));
  const a0 = tanh(random.normalMatrix(n_a, m));
  const { unrolled } = rnnForward(x, a0, drawRnnParameters(random, n_x, n_a), lengths);
  const da = x.map(() => random.normalMatrix(n_a, m));
  return lengths === undefined ? [da, unrolled.caches] : [da, unrolled.caches, lengths];
}

/** The library's backward pass. It asks for the last state only to know its shape. */
function backward(da: Matrix[], caches: RnnCache[], lengths?: number[]): Gradients {
  const states = caches.map(({ at }) => ({ a: at }));
  return rnnBackward(da, { states, caches, parameters: caches[0].parameters, lengths });
}

type Step = ReturnType<typeof rnnCellBackward>;
type Rule = (full: Matrix, t: number, cell: (dat: Matrix) => Step) => Step;

/** A walk from the last step to the first, in which `rule` says what one step does. */
function walk(da: readonly Matrix[], caches: readonly RnnCache[], rule: Rule): Gradients {
  const dx: Matrix[] = [];
  let daNext = scale(da[0], 0);
  let sums: Pick<Step, 'dWax' | 'dWaa' | 'dba'> | undefined;
  for (let t = caches.length; t >= 1; t--) {
    const step = rule(add(da[t - 1], daNext), t, (dat) => rnnCellBackward(dat, caches[t - 1]));
    dx.unshift(step.dxt);
    daNext = step.daPrev;
    sums =
      sums === undefined
        ? parametersOnly(step)
        : {
            dWax: add(sums.dWax, step.dWax),
            dWaa: add(sums.dWaa, step.dWaa),
            dba: add(sums.dba, step.dba),
          };
  }
  return { dx, da0: daNext, ...sums! };
}

/** The right rule: where an example has ended, no gradient enters the cell, and all of it goes by. */
function passingBy(
  full: Matrix,
  t: number,
  cell: (dat: Matrix) => Step,
  lengths: readonly number[] | undefined,
): Step {
  const step = cell(selectByLength(t, lengths, full, scale(full, 0)));
  return { ...step, daPrev: selectByLength(t, lengths, step.daPrev, full) };
}

/** Each step's own gradients, the first step's first. */
function stepwise(da: Matrix[], caches: RnnCache[], lengths?: number[]): Step[] {
  const steps: Step[] = [];
  walk(da, caches, (full, t, cell) => {
    const step = passingBy(full, t, cell, lengths);
    steps.unshift(step);
    return step;
  });
  return steps;
}

function parametersOnly({ dWax, dWaa, dba }: Step): Pick<Step, 'dWax' | 'dWaa' | 'dba'> {
  return { dWax, dWaa, dba };
}
