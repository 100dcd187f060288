import { sigmoid, sigmoidBackward, tanh, tanhBackward } from '../tensor/activations';
import { matmul, matmulTransposed, transposedMatmul } from '../tensor/matmul';
import { type DType, Matrix } from '../tensor/matrix';
import { add, hadamard, scaleRows, sliceRows, sumColumns, vstack } from '../tensor/operations';
import type { Random } from '../tensor/random';
import { type Cell, type GradientsOf, requireGates } from './cell';

/**
 * The LSTM's parameters: Wu, Wf, Wo, Wc `[n_a, n_a + n_x]`, each for [a<t-1>, x<t>] stacked, and
 * bu, bf, bo, bc `[n_a, 1]`.
 */
export type LstmParameters = {
  readonly Wu: Matrix;
  readonly bu: Matrix;
  readonly Wf: Matrix;
  readonly bf: Matrix;
  readonly Wo: Matrix;
  readonly bo: Matrix;
  readonly Wc: Matrix;
  readonly bc: Matrix;
};

/** With peepholes, pu, pf, po `[n_a, 1]` besides: what entry i of c<t-1> does to gate i. */
export type PeepholeLstmParameters = LstmParameters & {
  readonly pu: Matrix;
  readonly pf: Matrix;
  readonly po: Matrix;
};

/** What the backward pass needs to remember of one forward step. */
export interface LstmCache<Parameters = LstmParameters> {
  readonly xt: Matrix;
  readonly aPrev: Matrix;
  readonly cPrev: Matrix;
  readonly gammaU: Matrix;
  readonly gammaF: Matrix;
  readonly gammaO: Matrix;
  readonly cTilde: Matrix;
  /** tanh(c<t>) */
  readonly tanhC: Matrix;
  readonly parameters: Parameters;
}

/** How an LSTM's parameters start. */
export interface LstmInitialization {
  /** Every entry of bf. */
  readonly forgetBias?: number;
  readonly dtype?: DType;
}

/**
 * Random parameters: weights of variance 1 / (number of inputs), biases of zeros, but for the forget
 * gate's: 1 lets the cell remember from the first step of training (Gers et al., 2000).
 */
export function initializeLstm(
  n_x: number,
  n_a: number,
  random: Random,
  { forgetBias = 1, dtype = 'float64' }: LstmInitialization = {},
): LstmParameters {
  const deviation = 1 / Math.sqrt(n_a + n_x);
  const weights = () => random.normalMatrix(n_a, n_a + n_x, deviation, dtype);
  const bias = (value = 0) => Matrix.column(Array<number>(n_a).fill(value), dtype);
  return {
    Wu: weights(),
    bu: bias(),
    Wf: weights(),
    bf: bias(forgetBias),
    Wo: weights(),
    bo: bias(),
    Wc: weights(),
    bc: bias(),
  };
}

/** As {@link initializeLstm}, with peepholes that start small. */
export function initializePeepholeLstm(
  n_x: number,
  n_a: number,
  random: Random,
  options: LstmInitialization = {},
): PeepholeLstmParameters {
  const peephole = () => random.normalMatrix(n_a, 1, 0.1, options.dtype);
  return {
    ...initializeLstm(n_x, n_a, random, options),
    pu: peephole(),
    pf: peephole(),
    po: peephole(),
  };
}

/**
 * One step of the LSTM.
 *
 * @param xt x<t>, `[n_x, m]`
 * @param aPrev a<t-1>, `[n_a, m]`
 * @param cPrev c<t-1>, `[n_a, m]`
 * @returns at, ct: a<t> and c<t>, `[n_a, m]`; cache: for {@link lstmCellBackward}, with the gates
 * @throws RangeError where the shapes don't fit together
 * @see Ng, *Sequence Models*, "Long Short Term Memory (LSTM)"; Hochreiter and Schmidhuber (1997)
 */
export function lstmCellForward(
  xt: Matrix,
  aPrev: Matrix,
  cPrev: Matrix,
  parameters: LstmParameters,
): { at: Matrix; ct: Matrix; cache: LstmCache } {
  const { Wu, bu, Wf, bf, Wo, bo, Wc, bc } = parameters;
  requireGates('lstmCellForward', xt, { aPrev, cPrev }, { Wu, Wf, Wo, Wc }, { bu, bf, bo, bc });
  const stacked = vstack(aPrev, xt);
  // c̃<t> = tanh(W_c [a<t-1>, x<t>] + b_c)
  const cTilde = tanh(add(matmul(Wc, stacked), bc));
  // Γ_u = σ(W_u [a<t-1>, x<t>] + b_u), Γ_f and Γ_o likewise
  const gammaU = sigmoid(add(matmul(Wu, stacked), bu));
  const gammaF = sigmoid(add(matmul(Wf, stacked), bf));
  const gammaO = sigmoid(add(matmul(Wo, stacked), bo));
  // c<t> = Γ_u ∗ c̃<t> + Γ_f ∗ c<t-1>
  const ct = add(hadamard(gammaU, cTilde), hadamard(gammaF, cPrev));
  // a<t> = Γ_o ∗ tanh(c<t>)
  const tanhC = tanh(ct);
  const at = hadamard(gammaO, tanhC);
  return {
    at,
    ct,
    cache: { xt, aPrev, cPrev, gammaU, gammaF, gammaO, cTilde, tanhC, parameters },
  };
}

/**
 * One step back through the LSTM.
 *
 * @param dat ∂L/∂a<t>, `[n_a, m]`: from ŷ<t> and from step t+1 together
 * @param dct ∂L/∂c<t> as far as it comes from step t+1, `[n_a, m]`
 * @returns each gradient with the shape of what it belongs to
 */
export function lstmCellBackward(
  dat: Matrix,
  dct: Matrix,
  cache: LstmCache,
): { dxt: Matrix; daPrev: Matrix; dcPrev: Matrix; gradients: GradientsOf<LstmParameters> } {
  const { dc, dxt, daPrev, gradients } = backThroughGates(dat, dct, cache);
  return { dxt, daPrev, dcPrev: hadamard(dc, cache.gammaF), gradients };
}

/** What both kinds of LSTM have in common on the way back: all but what reaches c<t-1>. */
function backThroughGates(dat: Matrix, dct: Matrix, cache: LstmCache) {
  const { xt, aPrev, cPrev, gammaU, gammaF, gammaO, cTilde, tanhC } = cache;
  const { Wu, Wf, Wo, Wc } = cache.parameters;
  // a<t> = Γ_o ∗ tanh(c<t>)
  const dzo = sigmoidBackward(hadamard(dat, tanhC), gammaO);
  const dc = add(dct, tanhBackward(hadamard(dat, gammaO), tanhC));
  // c<t> = Γ_u ∗ c̃<t> + Γ_f ∗ c<t-1>
  const dzu = sigmoidBackward(hadamard(dc, cTilde), gammaU);
  const dzf = sigmoidBackward(hadamard(dc, cPrev), gammaF);
  const dzc = tanhBackward(hadamard(dc, gammaU), cTilde);
  // z = W [a<t-1>, x<t>] + b for each of the four, which all saw the same stacked input
  const dStacked = add(
    transposedMatmul(Wu, dzu),
    transposedMatmul(Wf, dzf),
    transposedMatmul(Wo, dzo),
    transposedMatmul(Wc, dzc),
  );
  const stacked = vstack(aPrev, xt);
  return {
    dzu,
    dzf,
    dzo,
    dc,
    daPrev: sliceRows(dStacked, 0, aPrev.rows),
    dxt: sliceRows(dStacked, aPrev.rows, dStacked.rows),
    gradients: {
      dWu: matmulTransposed(dzu, stacked),
      dbu: sumColumns(dzu),
      dWf: matmulTransposed(dzf, stacked),
      dbf: sumColumns(dzf),
      dWo: matmulTransposed(dzo, stacked),
      dbo: sumColumns(dzo),
      dWc: matmulTransposed(dzc, stacked),
      dbc: sumColumns(dzc),
    },
  };
}

/**
 * One step of the LSTM with peepholes: each gate also sees the memory, entry by entry. As in the
 * lecture, all three see c<t-1>; in Gers and Schmidhuber (2000) the output gate sees the new c<t>.
 *
 * @returns as {@link lstmCellForward}, for {@link peepholeLstmCellBackward}
 * @see Ng, *Sequence Models*, "Long Short Term Memory (LSTM)"
 */
export function peepholeLstmCellForward(
  xt: Matrix,
  aPrev: Matrix,
  cPrev: Matrix,
  parameters: PeepholeLstmParameters,
): { at: Matrix; ct: Matrix; cache: LstmCache<PeepholeLstmParameters> } {
  const { Wu, bu, pu, Wf, bf, pf, Wo, bo, po, Wc, bc } = parameters;
  const columns = { bu, bf, bo, bc, pu, pf, po };
  requireGates('peepholeLstmCellForward', xt, { aPrev, cPrev }, { Wu, Wf, Wo, Wc }, columns);
  const stacked = vstack(aPrev, xt);
  const cTilde = tanh(add(matmul(Wc, stacked), bc));
  // Γ_u = σ(W_u [a<t-1>, x<t>] + p_u ∗ c<t-1> + b_u), Γ_f and Γ_o likewise
  const gammaU = sigmoid(add(matmul(Wu, stacked), scaleRows(cPrev, pu), bu));
  const gammaF = sigmoid(add(matmul(Wf, stacked), scaleRows(cPrev, pf), bf));
  const gammaO = sigmoid(add(matmul(Wo, stacked), scaleRows(cPrev, po), bo));
  const ct = add(hadamard(gammaU, cTilde), hadamard(gammaF, cPrev));
  const tanhC = tanh(ct);
  const at = hadamard(gammaO, tanhC);
  return {
    at,
    ct,
    cache: { xt, aPrev, cPrev, gammaU, gammaF, gammaO, cTilde, tanhC, parameters },
  };
}

/** One step back through the LSTM with peepholes; see {@link lstmCellBackward}. */
export function peepholeLstmCellBackward(
  dat: Matrix,
  dct: Matrix,
  cache: LstmCache<PeepholeLstmParameters>,
): { dxt: Matrix; daPrev: Matrix; dcPrev: Matrix; gradients: GradientsOf<PeepholeLstmParameters> } {
  const { dzu, dzf, dzo, dc, dxt, daPrev, gradients } = backThroughGates(dat, dct, cache);
  const { cPrev, gammaF } = cache;
  const { pu, pf, po } = cache.parameters;
  return {
    dxt,
    daPrev,
    // c<t-1> reached c<t> through Γ_f, and each gate by its peephole
    dcPrev: add(hadamard(dc, gammaF), scaleRows(dzu, pu), scaleRows(dzf, pf), scaleRows(dzo, po)),
    gradients: {
      ...gradients,
      dpu: sumColumns(hadamard(dzu, cPrev)),
      dpf: sumColumns(hadamard(dzf, cPrev)),
      dpo: sumColumns(hadamard(dzo, cPrev)),
    },
  };
}

/** What the LSTM carries from step to step. */
export type LstmState = { readonly a: Matrix; readonly c: Matrix };

/** The LSTM as a {@link Cell}. */
export const lstmCell: Cell<LstmParameters, LstmState, LstmCache> = {
  forward(xt, { a, c }, parameters) {
    const { at, ct, cache } = lstmCellForward(xt, a, c, parameters);
    return { state: { a: at, c: ct }, cache };
  },
  backward({ a: dat, c: dct }, cache) {
    const { dxt, daPrev, dcPrev, gradients } = lstmCellBackward(dat, dct, cache);
    return { dxt, dPrevious: { a: daPrev, c: dcPrev }, gradients };
  },
};

/** The LSTM with peepholes as a {@link Cell}. */
export const peepholeLstmCell: Cell<
  PeepholeLstmParameters,
  LstmState,
  LstmCache<PeepholeLstmParameters>
> = {
  forward(xt, { a, c }, parameters) {
    const { at, ct, cache } = peepholeLstmCellForward(xt, a, c, parameters);
    return { state: { a: at, c: ct }, cache };
  },
  backward({ a: dat, c: dct }, cache) {
    const { dxt, daPrev, dcPrev, gradients } = peepholeLstmCellBackward(dat, dct, cache);
    return { dxt, dPrevious: { a: daPrev, c: dcPrev }, gradients };
  },
};
