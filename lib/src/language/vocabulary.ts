/** The token that ends every sequence. */
export const EOS = '<EOS>';
/** The token that stands for every rare or unknown one. */
export const UNK = '<UNK>';

/**
 * A numbered list of tokens: EOS is 0, UNK (where there is one) is 1, and the others follow, the
 * most frequent first.
 *
 * @see Ng, *Sequence Models*, "Language Model and Sequence Generation"
 */
export class Vocabulary {
  private readonly ids: ReadonlyMap<string, number>;

  /** @throws RangeError where a token comes twice, or EOS is not the first one */
  constructor(readonly tokens: readonly string[]) {
    this.ids = new Map(tokens.map((token, id) => [token, id]));
    if (this.ids.size !== tokens.length) {
      const twice = tokens.find((token, id) => this.ids.get(token) !== id);
      throw new RangeError(`the vocabulary has ${JSON.stringify(twice)} twice`);
    }
    if (tokens[0] !== EOS) throw new RangeError(`the vocabulary's first token must be ${EOS}`);
  }

  /**
   * The vocabulary of a corpus.
   *
   * @param sequences lists of tokens
   * @param options what to keep
   * @param options.size at most so many tokens, EOS and UNK included; the rarer ones become UNK
   * @param options.unk whether there is an UNK: characters never need one
   * @throws RangeError where there are no tokens, or rare ones would have to go without an UNK
   */
  static build(
    sequences: Iterable<readonly string[]>,
    { size = Infinity, unk = true }: { size?: number; unk?: boolean } = {},
  ): Vocabulary {
    const counts = new Map<string, number>();
    for (const sequence of sequences) {
      for (const token of sequence) counts.set(token, (counts.get(token) ?? 0) + 1);
    }
    counts.delete(EOS);
    counts.delete(UNK);
    if (counts.size === 0) throw new RangeError('a vocabulary needs at least one token');
    const special = unk ? [EOS, UNK] : [EOS];
    const room = size - special.length;
    if (!(room >= 1)) {
      throw new RangeError(
        `a vocabulary of ${size} leaves no room beside ${special.join(' and ')}`,
      );
    }
    if (!unk && counts.size > room) {
      throw new RangeError(
        `the corpus has ${counts.size} different tokens, more than fit in ${size}, and without ` +
          `${UNK} none may be left out`,
      );
    }
    // Of equally frequent tokens the first in the alphabet, so that the order never depends on luck.
    const byFrequency = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    return new Vocabulary([...special, ...byFrequency.slice(0, room).map(([token]) => token)]);
  }

  get size(): number {
    return this.tokens.length;
  }

  /** The token's number; UNK's where it is not in the vocabulary. @throws RangeError without UNK */
  id(token: string): number {
    const id = this.ids.get(token) ?? this.ids.get(UNK);
    if (id === undefined) {
      throw new RangeError(
        `${JSON.stringify(token)} is not among the vocabulary's ${this.size} tokens, ` +
          `and it has no ${UNK}`,
      );
    }
    return id;
  }

  has(token: string): boolean {
    return this.ids.has(token);
  }

  /** @throws RangeError where there is no such number */
  token(id: number): string {
    const token = this.tokens[id];
    if (token === undefined) {
      throw new RangeError(`there is no token ${id}: the vocabulary has 0 to ${this.size - 1}`);
    }
    return token;
  }

  encode(tokens: readonly string[]): number[] {
    return tokens.map((token) => this.id(token));
  }

  decode(ids: readonly number[]): string[] {
    return ids.map((id) => this.token(id));
  }
}
