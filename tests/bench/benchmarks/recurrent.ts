/** What the benchmarks of the recurrent networks share: their sizes, data and peers. */
import type * as tfjs from '@tensorflow/tfjs';
import { Matrix, Random } from 'unrolled';
import { milliseconds, type Contender, type Peer } from '../benchmark.js';
import { pythonPeer } from '../peers/python.js';
import { tensorflow } from '../peers/tfjs.js';

export interface Sizes {
  readonly units: number;
  readonly batch: number;
  readonly steps: number;
  readonly inputs: number;
}

type CellName = 'rnn' | 'gru' | 'lstm';

/** x<1> … x<T> and targets for a<1> … a<T>. */
export function sequences({ units, batch, steps, inputs }: Sizes): { x: Matrix[]; y: Matrix[] } {
  const random = new Random(1);
  const draw = (rows: number) =>
    Array.from({ length: steps }, () => random.normalMatrix(rows, batch, 1, 'float32'));
  return { x: draw(inputs), y: draw(units) };
}

/** ∂L/∂a<t> of the mean squared error over all entries of all steps. */
export function meanSquaredErrorGradient(a: readonly Matrix[], y: readonly Matrix[]): Matrix[] {
  const factor = 2 / (a.length * a[0].data.length);
  return a.map((at, t) => {
    const d = Matrix.zeros(at.rows, at.cols, at.dtype);
    for (let k = 0; k < d.data.length; k++) d.data[k] = factor * (at.data[k] - y[t].data[k]);
    return d;
  });
}

/** The library's own work, once the engine has compiled what it repeats. */
export function library(work: () => void): Contender {
  for (let time = 0; time < 30; time++) work();
  return { name: 'unrolled, Float32, 1 thread', measure: () => milliseconds(work) };
}

export function pytorch(cell: CellName, work: 'step' | 'forward', sizes: Sizes): Peer {
  const { units, batch, steps, inputs } = sizes;
  const words = [units, batch, steps, inputs].map(String);
  return {
    name: 'PyTorch',
    open: () => pythonPeer('recurrent.py', cell, work, ...words),
  };
}

/** A tf.js layer in a model of its own. */
export function tfjsLayer(
  cell: CellName,
  work: 'step' | 'forward',
  { units, batch, steps, inputs }: Sizes,
  must: number,
): Peer {
  return {
    name: 'tf.js on tfjs-node',
    must,
    open: async () => {
      const { tf, name } = await tensorflow();
      const options = { units, returnSequences: true, inputShape: [steps, inputs] };
      const gated = { ...options, recurrentActivation: 'sigmoid' as const };
      const layer: tfjs.layers.Layer =
        cell === 'rnn'
          ? tf.layers.simpleRNN(options)
          : cell === 'gru'
            ? tf.layers.gru(gated)
            : tf.layers.lstm(gated);
      const model = tf.sequential({ layers: [layer] });
      model.compile({ optimizer: tf.train.adam(1e-3), loss: 'meanSquaredError' });
      const x = tf.randomNormal([batch, steps, inputs]);
      const y = tf.randomUniform([batch, steps, units]);
      const once =
        work === 'step'
          ? () => model.trainOnBatch(x, y)
          : async () => {
              const output = tf.tidy(() => model.predict(x) as tfjs.Tensor);
              await output.data();
              output.dispose();
            };
      return {
        name,
        measure: async () => {
          const start = performance.now();
          await once();
          return performance.now() - start;
        },
        close: () => {
          model.dispose();
          tf.dispose([x, y]);
        },
      };
    },
  };
}
