import { type Entries, Matrix, shapeOf } from '../tensor/matrix';

/** One step of gradient descent: changes every parameter in place. */
export interface Optimizer {
  /**
   * @param parameters the matrices to improve, by name
   * @param gradients for the parameter `W` the matrix `dW`, of the same shape
   * @throws RangeError where a gradient is missing, of another shape, or not finite, or the rate is
   *   not positive; then no parameter has been changed
   */
  update(
    parameters: Readonly<Record<string, Matrix>>,
    gradients: Readonly<Record<string, Matrix>>,
  ): void;
  /** η, which may be lowered while training goes on. */
  rate: number;
}

/** θ ← θ − η g */
export function sgd(rate: number): Optimizer {
  return new GradientDescent(rate, 0, (w, g, _memory, eta) => {
    for (let k = 0; k < w.length; k++) w[k] -= eta * g[k];
  });
}

/** v ← β v + g, θ ← θ − η v (Polyak, 1964) */
export function momentum(rate: number, beta = 0.9): Optimizer {
  return new GradientDescent(rate, 1, (w, g, [v], eta) => {
    for (let k = 0; k < w.length; k++) {
      v[k] = beta * v[k] + g[k];
      w[k] -= eta * v[k];
    }
  });
}

/** s ← s + g², θ ← θ − η g / (√s + ε) (Duchi et al., 2011) */
export function adagrad(rate: number, epsilon = 1e-7): Optimizer {
  return new GradientDescent(rate, 1, (w, g, [s], eta) => {
    for (let k = 0; k < w.length; k++) {
      s[k] += g[k] * g[k];
      w[k] -= (eta * g[k]) / (Math.sqrt(s[k]) + epsilon);
    }
  });
}

/** s ← β s + (1 − β) g², θ ← θ − η g / (√s + ε) (Tieleman and Hinton, 2012) */
export function rmsProp(rate: number, beta = 0.9, epsilon = 1e-7): Optimizer {
  return new GradientDescent(rate, 1, (w, g, [s], eta) => {
    for (let k = 0; k < w.length; k++) {
      s[k] = beta * s[k] + (1 - beta) * g[k] * g[k];
      w[k] -= (eta * g[k]) / (Math.sqrt(s[k]) + epsilon);
    }
  });
}

/**
 * v ← β₁ v + (1 − β₁) g, s ← β₂ s + (1 − β₂) g², θ ← θ − η v̂ / (√ŝ + ε), where v̂ = v / (1 − β₁ⁿ)
 * and ŝ = s / (1 − β₂ⁿ) in step n undo that v and s start at zero (Kingma and Ba, 2015)
 */
export function adam(rate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8): Optimizer {
  return new GradientDescent(rate, 2, (w, g, [v, s], eta, n) => {
    const vShare = 1 - beta1 ** n;
    const sShare = 1 - beta2 ** n;
    for (let k = 0; k < w.length; k++) {
      v[k] = beta1 * v[k] + (1 - beta1) * g[k];
      s[k] = beta2 * s[k] + (1 - beta2) * g[k] * g[k];
      w[k] -= (eta * (v[k] / vShare)) / (Math.sqrt(s[k] / sShare) + epsilon);
    }
  });
}

/**
 * How a rule improves one parameter's entries w by its gradient's entries g.
 * @param memory what the rule remembers of earlier gradients: arrays as long as w, zeros at first
 * @param eta η
 * @param n which step this is, from 1
 */
type Rule = (w: Entries, g: Entries, memory: Entries[], eta: number, n: number) => void;

/** What all rules share: their memory for each parameter, and the look at the gradients first. */
class GradientDescent implements Optimizer {
  private readonly memories = new Map<string, Entries[]>();
  private steps = 0;

  constructor(
    public rate: number,
    private readonly memorySize: number,
    private readonly rule: Rule,
  ) {
    requireRate(rate);
  }

  update(
    parameters: Readonly<Record<string, Matrix>>,
    gradients: Readonly<Record<string, Matrix>>,
  ): void {
    requireRate(this.rate);
    for (const [name, parameter] of Object.entries(parameters)) {
      requireUsable(name, parameter, gradients[`d${name}`]);
    }
    this.steps++;
    for (const [name, { data }] of Object.entries(parameters)) {
      let memory = this.memories.get(name);
      if (memory === undefined) {
        memory = Array.from({ length: this.memorySize }, () => data.slice().fill(0));
        this.memories.set(name, memory);
      }
      this.rule(data, gradients[`d${name}`].data, memory, this.rate, this.steps);
    }
  }
}

function requireRate(rate: number): void {
  if (rate > 0 && rate < Infinity) return;
  throw new RangeError(`the rate is ${rate}, but must be a positive number`);
}

function requireUsable(name: string, parameter: Matrix, gradient: Matrix | undefined): void {
  if (gradient === undefined) throw new RangeError(`there is no gradient d${name} for ${name}`);
  if (gradient.rows !== parameter.rows || gradient.cols !== parameter.cols) {
    throw new RangeError(`d${name} is ${shapeOf(gradient)}, but ${name} is ${shapeOf(parameter)}`);
  }
  for (let k = 0; k < gradient.data.length; k++) {
    if (Number.isFinite(gradient.data[k])) continue;
    throw new RangeError(
      `d${name} has ${gradient.data[k]} in row ${Math.floor(k / gradient.cols)}, column ` +
        `${k % gradient.cols}: the gradients have exploded; clip them, or lower the rate`,
    );
  }
}
