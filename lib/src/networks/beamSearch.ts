/**
 * What decoding needs of a model: having read `token` in `state`, how likely is each next token?
 * The state is whatever the model wants it to be; decoding only hands it back.
 */
export interface Decoder<State> {
  /** @returns log P(next token) for each token of the vocabulary, in nats; and the new state */
  step(token: number, state: State): { logProbabilities: ArrayLike<number>; state: State };
}

/** A decoded sequence: its tokens without the end, and log P of them and of the end if it came. */
export interface Hypothesis {
  readonly tokens: readonly number[];
  readonly logProbability: number;
}

/** Where decoding starts and stops. */
export interface DecodingLimits {
  /** The token read before the first one is drawn. */
  readonly start: number;
  /** The token that ends a sequence. */
  readonly end: number;
  /** The most steps, the end's included; a sequence cut here has no end. */
  readonly maxLength: number;
}

/**
 * The likeliest token at every step: fast, and not always the likeliest sequence.
 * @throws RangeError where maxLength is not a positive whole number
 * @see Ng, *Sequence Models*, "Picking the Most Likely Sentence"
 */
export function greedyDecode<State>(
  decoder: Decoder<State>,
  initial: State,
  limits: DecodingLimits,
): Hypothesis {
  return beamSearch(decoder, initial, limits, 1)[0];
}

/**
 * Beam search: keeps the `width` likeliest beginnings at every step, and returns the likeliest
 * sequences that came of them, the best first. Width 1 is greedy decoding; a width as large as the
 * number of possible sequences is exhaustive search.
 *
 * @throws RangeError where width or maxLength is not a positive whole number, or the decoder gives NaN
 * @see Ng, *Sequence Models*, "Beam Search"
 */
export function beamSearch<State>(
  decoder: Decoder<State>,
  initial: State,
  { start, end, maxLength }: DecodingLimits,
  width: number,
): Hypothesis[] {
  for (const [name, value] of Object.entries({ width, maxLength })) {
    if (!Number.isInteger(value) || value < 1) {
      throw new RangeError(`beamSearch: ${name} is ${value}, but must be a positive whole number`);
    }
  }
  const finished: Hypothesis[] = [];
  let beam = [{ tokens: [] as number[], state: initial, logProbability: 0 }];
  for (let length = 1; length <= maxLength && beam.length > 0; length++) {
    const candidates = beam.flatMap(({ tokens, state: before, logProbability }) => {
      const { logProbabilities, state } = decoder.step(tokens.at(-1) ?? start, before);
      return Array.from(logProbabilities, (logP, next) => {
        if (Number.isNaN(logP)) {
          throw new RangeError(`beamSearch: the decoder's log P of token ${next} is NaN`);
        }
        return { tokens: [...tokens, next], state, logProbability: logProbability + logP };
      });
    });
    candidates.sort((a, b) => b.logProbability - a.logProbability);
    beam = [];
    for (const candidate of candidates.slice(0, width)) {
      if (candidate.tokens.at(-1) === end) {
        const { tokens, logProbability } = candidate;
        finished.push({ tokens: tokens.slice(0, -1), logProbability });
      } else {
        beam.push(candidate);
      }
    }
  }
  const cut = beam.map(({ tokens, logProbability }) => ({ tokens, logProbability }));
  return [...finished, ...cut].sort((a, b) => b.logProbability - a.logProbability).slice(0, width);
}
