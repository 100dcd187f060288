import { sigmoid, sigmoidBackward, tanh, tanhBackward } from '../tensor/activations';
import { matmul, matmulTransposed, transposedMatmul } from '../tensor/matmul';
import { type DType, Matrix } from '../tensor/matrix';
import {
  add,
  complement,
  hadamard,
  sliceRows,
  subtract,
  sumColumns,
  vstack,
} from '../tensor/operations';
import type { Random } from '../tensor/random';
import { type Cell, type GradientsOf, requireGates } from './cell';

/**
 * The GRU's parameters: Wu, Wr, Wc `[n_a, n_a + n_x]`, each for [c<t-1>, x<t>] stacked, and bu, br,
 * bc `[n_a, 1]`.
 */
export type GruParameters = {
  readonly Wu: Matrix;
  readonly bu: Matrix;
  readonly Wr: Matrix;
  readonly br: Matrix;
  readonly Wc: Matrix;
  readonly bc: Matrix;
};

/** What the backward pass needs to remember of one forward step. */
export interface GruCache {
  readonly xt: Matrix;
  readonly cPrev: Matrix;
  readonly gammaU: Matrix;
  readonly gammaR: Matrix;
  readonly cTilde: Matrix;
  readonly parameters: GruParameters;
}

/** Random parameters: weights of variance 1 / (number of inputs), biases of zeros. */
export function initializeGru(
  n_x: number,
  n_a: number,
  random: Random,
  { dtype = 'float64' }: { dtype?: DType } = {},
): GruParameters {
  const deviation = 1 / Math.sqrt(n_a + n_x);
  const weights = () => random.normalMatrix(n_a, n_a + n_x, deviation, dtype);
  const bias = () => Matrix.zeros(n_a, 1, dtype);
  return { Wu: weights(), bu: bias(), Wr: weights(), br: bias(), Wc: weights(), bc: bias() };
}

/**
 * One step of the full GRU, whose activation is its memory cell: a<t> = c<t>.
 *
 * @param xt x<t>, `[n_x, m]`
 * @param cPrev c<t-1>, `[n_a, m]`
 * @returns ct: c<t> = a<t>, `[n_a, m]`; cache: for {@link gruCellBackward}, with the gates
 * @throws RangeError where the shapes don't fit together
 * @see Ng, *Sequence Models*, "Gated Recurrent Unit (GRU)"; Cho et al. (2014)
 */
export function gruCellForward(
  xt: Matrix,
  cPrev: Matrix,
  parameters: GruParameters,
): { ct: Matrix; cache: GruCache } {
  const { Wu, bu, Wr, br, Wc, bc } = parameters;
  requireGates('gruCellForward', xt, { cPrev }, { Wu, Wr, Wc }, { bu, br, bc });
  const stacked = vstack(cPrev, xt);
  // Γ_u = σ(W_u [c<t-1>, x<t>] + b_u)
  const gammaU = sigmoid(add(matmul(Wu, stacked), bu));
  // Γ_r = σ(W_r [c<t-1>, x<t>] + b_r)
  const gammaR = sigmoid(add(matmul(Wr, stacked), br));
  // c̃<t> = tanh(W_c [Γ_r ∗ c<t-1>, x<t>] + b_c)
  const cTilde = tanh(add(matmul(Wc, vstack(hadamard(gammaR, cPrev), xt)), bc));
  // c<t> = Γ_u ∗ c̃<t> + (1 − Γ_u) ∗ c<t-1>
  const ct = add(hadamard(gammaU, cTilde), hadamard(complement(gammaU), cPrev));
  return { ct, cache: { xt, cPrev, gammaU, gammaR, cTilde, parameters } };
}

/**
 * One step back through the full GRU.
 *
 * @param dct ∂L/∂c<t>, `[n_a, m]`
 * @returns each gradient with the shape of what it belongs to
 */
export function gruCellBackward(
  dct: Matrix,
  { xt, cPrev, gammaU, gammaR, cTilde, parameters }: GruCache,
): { dxt: Matrix; dcPrev: Matrix; gradients: GradientsOf<GruParameters> } {
  const n_a = cPrev.rows;
  const stacked = vstack(cPrev, xt);
  const reset = vstack(hadamard(gammaR, cPrev), xt);
  // c<t> = Γ_u ∗ c̃<t> + (1 − Γ_u) ∗ c<t-1>, each gate through its own activation
  const dzu = sigmoidBackward(hadamard(dct, subtract(cTilde, cPrev)), gammaU);
  const dzc = tanhBackward(hadamard(dct, gammaU), cTilde);
  // c̃<t> saw Γ_r ∗ c<t-1> above x<t>
  const dReset = transposedMatmul(parameters.Wc, dzc);
  const dGatedC = sliceRows(dReset, 0, n_a);
  const dzr = sigmoidBackward(hadamard(dGatedC, cPrev), gammaR);
  // Both gates saw c<t-1> above x<t>
  const dStacked = add(transposedMatmul(parameters.Wu, dzu), transposedMatmul(parameters.Wr, dzr));
  return {
    dxt: add(sliceRows(dStacked, n_a, stacked.rows), sliceRows(dReset, n_a, stacked.rows)),
    dcPrev: add(
      hadamard(dct, complement(gammaU)),
      hadamard(dGatedC, gammaR),
      sliceRows(dStacked, 0, n_a),
    ),
    gradients: {
      dWu: matmulTransposed(dzu, stacked),
      dbu: sumColumns(dzu),
      dWr: matmulTransposed(dzr, stacked),
      dbr: sumColumns(dzr),
      dWc: matmulTransposed(dzc, reset),
      dbc: sumColumns(dzc),
    },
  };
}

/** The simplified GRU's parameters: as the full one's, without the relevance gate. */
export type SimplifiedGruParameters = Omit<GruParameters, 'Wr' | 'br'>;

/** What the backward pass needs to remember of one forward step. */
export type SimplifiedGruCache = Omit<GruCache, 'gammaR' | 'parameters'> & {
  readonly parameters: SimplifiedGruParameters;
};

/** Random parameters: weights of variance 1 / (number of inputs), biases of zeros. */
export function initializeSimplifiedGru(
  n_x: number,
  n_a: number,
  random: Random,
  options: { dtype?: DType } = {},
): SimplifiedGruParameters {
  const { Wu, bu, Wc, bc } = initializeGru(n_x, n_a, random, options);
  return { Wu, bu, Wc, bc };
}

/**
 * One step of the simplified GRU, which has no relevance gate.
 *
 * @param xt x<t>, `[n_x, m]`
 * @param cPrev c<t-1>, `[n_a, m]`
 * @returns ct: c<t> = a<t>, `[n_a, m]`; cache: for {@link simplifiedGruCellBackward}
 * @throws RangeError where the shapes don't fit together
 * @see Ng, *Sequence Models*, "Gated Recurrent Unit (GRU)"
 */
export function simplifiedGruCellForward(
  xt: Matrix,
  cPrev: Matrix,
  parameters: SimplifiedGruParameters,
): { ct: Matrix; cache: SimplifiedGruCache } {
  const { Wu, bu, Wc, bc } = parameters;
  requireGates('simplifiedGruCellForward', xt, { cPrev }, { Wu, Wc }, { bu, bc });
  const stacked = vstack(cPrev, xt);
  // Γ_u = σ(W_u [c<t-1>, x<t>] + b_u)
  const gammaU = sigmoid(add(matmul(Wu, stacked), bu));
  // c̃<t> = tanh(W_c [c<t-1>, x<t>] + b_c)
  const cTilde = tanh(add(matmul(Wc, stacked), bc));
  // c<t> = Γ_u ∗ c̃<t> + (1 − Γ_u) ∗ c<t-1>
  const ct = add(hadamard(gammaU, cTilde), hadamard(complement(gammaU), cPrev));
  return { ct, cache: { xt, cPrev, gammaU, cTilde, parameters } };
}

/** One step back through the simplified GRU; see {@link gruCellBackward}. */
export function simplifiedGruCellBackward(
  dct: Matrix,
  { xt, cPrev, gammaU, cTilde, parameters }: SimplifiedGruCache,
): { dxt: Matrix; dcPrev: Matrix; gradients: GradientsOf<SimplifiedGruParameters> } {
  const n_a = cPrev.rows;
  const stacked = vstack(cPrev, xt);
  const dzu = sigmoidBackward(hadamard(dct, subtract(cTilde, cPrev)), gammaU);
  const dzc = tanhBackward(hadamard(dct, gammaU), cTilde);
  const dStacked = add(transposedMatmul(parameters.Wu, dzu), transposedMatmul(parameters.Wc, dzc));
  return {
    dxt: sliceRows(dStacked, n_a, stacked.rows),
    dcPrev: add(hadamard(dct, complement(gammaU)), sliceRows(dStacked, 0, n_a)),
    gradients: {
      dWu: matmulTransposed(dzu, stacked),
      dbu: sumColumns(dzu),
      dWc: matmulTransposed(dzc, stacked),
      dbc: sumColumns(dzc),
    },
  };
}

/** The full GRU as a {@link Cell}: its state is c<t>, which is a<t>. */
export const gruCell: Cell<GruParameters, { readonly a: Matrix }, GruCache> = {
  forward(xt, { a }, parameters) {
    const { ct, cache } = gruCellForward(xt, a, parameters);
    return { state: { a: ct }, cache };
  },
  backward({ a: dct }, cache) {
    const { dxt, dcPrev, gradients } = gruCellBackward(dct, cache);
    return { dxt, dPrevious: { a: dcPrev }, gradients };
  },
};

/** The simplified GRU as a {@link Cell}. */
export const simplifiedGruCell: Cell<
  SimplifiedGruParameters,
  { readonly a: Matrix },
  SimplifiedGruCache
> = {
  forward(xt, { a }, parameters) {
    const { ct, cache } = simplifiedGruCellForward(xt, a, parameters);
    return { state: { a: ct }, cache };
  },
  backward({ a: dct }, cache) {
    const { dxt, dcPrev, gradients } = simplifiedGruCellBackward(dct, cache);
    return { dxt, dPrevious: { a: dcPrev }, gradients };
  },
};
