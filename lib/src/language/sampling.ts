import type { RecurrentState } from '../cells/cell';
import type { Tensors } from '../tensor/tensors';
import { NO_TOKEN } from '../networks/embedding';
import { softmax } from '../tensor/activations';
import { Matrix } from '../tensor/matrix';
import { scale } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { nextToken, type LanguageModel } from './languageModel';

/**
 * The index at which the running sum of the probabilities passes `uniform`: so index i is drawn
 * with probability p_i where `uniform` is uniform in [0, 1).
 *
 * @throws RangeError where the probabilities are negative or don't sum to 1, within 1e-6, or uniform
 *   is not in [0, 1)
 * @see Ng, *Sequence Models*, "Sampling Novel Sequences"
 */
export function sampleFrom(probabilities: ArrayLike<number>, uniform: number): number {
  if (!(uniform >= 0 && uniform < 1)) {
    throw new RangeError(`sampleFrom: uniform is ${uniform}, but must be from 0 to below 1`);
  }
  const sum = sumOfProbabilities('sampleFrom', probabilities);
  if (!(Math.abs(sum - 1) < 1e-6)) {
    throw new RangeError(`sampleFrom: the probabilities sum to ${sum} instead of 1`);
  }
  let passed = 0;
  let last = 0;
  for (let i = 0; i < probabilities.length; i++) {
    if (probabilities[i] === 0) continue;
    passed += probabilities[i];
    last = i;
    if (uniform * sum < passed) return i;
  }
  return last;
}

/**
 * softmax(z / temperature): below 1 the likely becomes likelier, above 1 all draw nearer.
 * @param z `[V, 1]`
 * @throws RangeError where the temperature is not positive
 */
export function applyTemperature(z: Matrix, temperature: number): Matrix {
  if (!(temperature > 0)) {
    throw new RangeError(`temperature is ${temperature}, but must be a positive number`);
  }
  return softmax(scale(z, 1 / temperature));
}

/**
 * Only the k likeliest keep their probability, scaled to sum to 1; of equal ones the first.
 * @throws RangeError where k is not a positive whole number, or a probability is negative or NaN
 */
export function topK(probabilities: ArrayLike<number>, k: number): number[] {
  if (!Number.isInteger(k) || k < 1) {
    throw new RangeError(`topK: k is ${k}, but must be a positive whole number`);
  }
  sumOfProbabilities('topK', probabilities);
  const order = Array.from(probabilities, (_, i) => i).sort(
    (i, j) => probabilities[j] - probabilities[i] || i - j,
  );
  const kept = new Set(order.slice(0, k));
  const sum = [...kept].reduce((total, i) => total + probabilities[i], 0);
  return Array.from(probabilities, (p, i) => (kept.has(i) ? p / sum : 0));
}

/** How to sample: which tokens end or are avoided, and how adventurous to be. */
export interface SamplingOptions {
  readonly eos: number;
  /** The most tokens; a sequence that reaches it has no EOS. */
  readonly maxLength: number;
  /** What the sequence begins with, such as a tune's key: these tokens are read, not drawn. */
  readonly start?: readonly number[];
  /** Where given, a drawn UNK is thrown away and another token drawn; else it is kept. */
  readonly rejectUnk?: number;
  readonly temperature?: number;
  /** Draw only among the so many likeliest. */
  readonly k?: number;
}

/**
 * A new sequence: the first token from P(y<1>), then each drawn token is the next step's input,
 * until EOS comes or maxLength is reached.
 *
 * @returns the tokens, the start's included, without EOS
 * @throws RangeError where an option is out of range, or UNK is to be rejected, but nothing else can
 *   be drawn
 * @see Ng, *Sequence Models*, "Sampling Novel Sequences"
 */
export function sampleSequence<P extends Tensors, S extends RecurrentState>(
  model: LanguageModel<P, S>,
  { eos, maxLength, start = [], rejectUnk, temperature = 1, k }: SamplingOptions,
  random: Random,
): number[] {
  if (!Number.isInteger(maxLength) || maxLength < 1) {
    throw new RangeError(
      `sampleSequence: maxLength is ${maxLength}, but must be a positive whole number`,
    );
  }
  requireToken('eos', eos, model.E.cols);
  if (rejectUnk !== undefined) requireToken('rejectUnk', rejectUnk, model.E.cols);
  const tokens: number[] = [];
  let token = NO_TOKEN;
  let state = model.start;
  while (tokens.length < maxLength) {
    const next = nextToken(model, token, state);
    state = next.state;
    if (tokens.length < start.length) {
      token = start[tokens.length];
      tokens.push(token);
      continue;
    }
    let probabilities: ArrayLike<number> = applyTemperature(next.z, temperature).data;
    if (rejectUnk !== undefined) probabilities = without(probabilities, rejectUnk);
    if (k !== undefined) probabilities = topK(probabilities, k);
    token = sampleFrom(probabilities, random.uniform());
    if (token === eos) break;
    tokens.push(token);
  }
  return tokens;
}

/** Drawing again until another token comes is drawing from the others' probabilities, rescaled. */
function without(probabilities: ArrayLike<number>, rejected: number): number[] {
  const rest = 1 - probabilities[rejected];
  if (!(rest > 1e-12)) {
    throw new RangeError(`token ${rejected} is to be rejected, but has all the probability`);
  }
  const others = Array.from(probabilities, (p, i) => (i === rejected ? 0 : p));
  const sum = others.reduce((total, p) => total + p, 0);
  return others.map((p) => p / sum);
}

function sumOfProbabilities(caller: string, probabilities: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    if (!(probabilities[i] >= 0)) {
      throw new RangeError(
        `${caller}: probabilities[${i}] is ${probabilities[i]}, but must not be negative`,
      );
    }
    sum += probabilities[i];
  }
  return sum;
}

function requireToken(name: string, token: number, V: number): void {
  if (Number.isInteger(token) && token >= 0 && token < V) return;
  throw new RangeError(
    `sampleSequence: ${name} is ${token}, but must be a token from 0 to ${V - 1}`,
  );
}
