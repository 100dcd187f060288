export { Matrix, shapeOf, type DType, type Entries } from './tensor/matrix';
export {
  add,
  hadamard,
  hstack,
  map,
  matmul,
  scale,
  subtract,
  sumColumns,
  transpose,
  vstack,
} from './tensor/operations';
export { relu, sigmoid, softmax, tanh } from './tensor/activations';
export { Random } from './tensor/random';
export { type Cell, type Tensors } from './cells/cell';
export {
  initializeRnn,
  rnnCell,
  rnnCellBackward,
  rnnCellForward,
  type RnnCache,
  type RnnParameters,
} from './cells/rnn';
export { unrollBackward, unrollForward, type Unrolled } from './networks/unroll';
export { rnnBackward, rnnForward } from './networks/rnn';
export {
  denseBackward,
  denseForward,
  type DenseParameters,
  type OutputActivation,
} from './networks/dense';
export { gradientCheck, type GradientCheckRow } from './training/gradientCheck';
export { prideAndPrejudice } from './datasets/austen';
export { display, Display, type MimeBundle } from './plots/display';
export { palette, show, type Figure } from './plots/figure';
export { heatMap } from './plots/heatMap';
export { lineChart, type Series } from './plots/lineChart';
