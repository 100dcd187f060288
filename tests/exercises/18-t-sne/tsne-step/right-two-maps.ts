import { add, scale, subtract, type MapState, type Matrix, type StepOptions } from 'unrolled';

// As the paper has it: from the last two maps.
export const tsneStep = (state: MapState, dY: Matrix, options: StepOptions): MapState => {
  const before = subtract(state.Y, state.velocity);
  const onwards = scale(subtract(state.Y, before), options.momentum);
  const Y = add(state.Y, scale(dY, -options.learningRate), onwards);
  return { Y, velocity: subtract(Y, state.Y) };
};
