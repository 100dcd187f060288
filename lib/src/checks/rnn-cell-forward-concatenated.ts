import { tanh } from '../tensor/activations';
import type { Matrix } from '../tensor/matrix';
import { matmul } from '../tensor/matmul';
import { add, hstack, scale, sliceColumns, vstack } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { float32Tolerance } from './draw';
import type { Exercise } from './exercise';
import { cellChecks, drawRnnParameters, simpleRnnStep } from './rnn-cell-forward';
import { tf } from './tfjs';

type Args = [xt: Matrix, aPrev: Matrix, parameters: { Wa: Matrix; ba: Matrix }];

export const rnnCellForwardConcatenatedExercise: Exercise<
  ReturnType<typeof tf.layers.simpleRNN>,
  Args,
  Matrix
> = {
  id: 'rnn-cell-forward-concatenated',
  lesson: '02-recurrent-networks',
  functionName: 'rnnCellForwardConcatenated',
  argumentNames: ['xt', 'aPrev', 'parameters'],
  resultName: 'a<t>',
  allowed: ['Matrix', 'add', 'hadamard', 'hstack', 'map', 'matmul', 'tanh', 'transpose', 'vstack'],
  tolerance: float32Tolerance,
  layers: (random) => tf.layers.simpleRNN({ units: random.integer(2, 7) }),
  oracle(layer, xt, aPrev, { Wa, ba }) {
    const n_a = aPrev.rows;
    const Waa = sliceColumns(Wa, 0, n_a);
    const Wax = sliceColumns(Wa, n_a, Wa.cols);
    return simpleRnnStep(layer, xt, aPrev, { Wax, Waa, ba });
  },
  checks: cellChecks(1, 1, draw),
  mistakes: [
    {
      when: 'the vectors are stacked as [x<t>, a<t-1>], while Wa is [Waa | Wax]',
      result: (xt, aPrev, { Wa, ba }) => tanh(add(matmul(Wa, vstack(xt, aPrev)), ba)),
    },
    {
      when: 'ba is left out',
      result: (xt, aPrev, { Wa }) => tanh(matmul(Wa, vstack(aPrev, xt))),
    },
    {
      when: 'tanh is left out',
      result: (xt, aPrev, { Wa, ba }) => add(matmul(Wa, vstack(aPrev, xt)), ba),
    },
    {
      when: 'ba is added after tanh instead of before',
      result: (xt, aPrev, { Wa, ba }) => add(tanh(matmul(Wa, vstack(aPrev, xt))), ba),
    },
    {
      when: 'the input x<t> is ignored',
      result: (xt, aPrev, { Wa, ba }) => tanh(add(matmul(Wa, vstack(aPrev, scale(xt, 0))), ba)),
    },
    {
      when: 'the previous activation a<t-1> is ignored',
      result: (xt, aPrev, { Wa, ba }) => tanh(add(matmul(Wa, vstack(scale(aPrev, 0), xt)), ba)),
    },
  ],
};

function draw(random: Random, n_x: number, n_a: number, m: number): Args {
  const { Waa, Wax, ba } = drawRnnParameters(random, n_x, n_a);
  return [
    random.normalMatrix(n_x, m),
    random.normalMatrix(n_a, m, 0.5),
    { Wa: hstack(Waa, Wax), ba },
  ];
}
