import { Matrix, shapeOf } from '../tensor/matrix';

/** Words and their vectors, to look up and to compare. */
export class Embedding {
  private readonly indices: ReadonlyMap<string, number>;
  private unitVectors: Matrix | undefined;

  /**
   * @param words the vocabulary: words[j] belongs to column j of E
   * @param E one column a word, `[n_e, V]`; it must not be changed afterwards
   * @throws RangeError where words and columns differ in number, a word comes twice, or an entry is
   *   NaN or infinite
   */
  constructor(
    readonly words: readonly string[],
    readonly E: Matrix,
  ) {
    if (words.length !== E.cols) {
      throw new RangeError(
        `there are ${words.length} words, but E ${shapeOf(E)} has a column each`,
      );
    }
    this.indices = new Map(words.map((word, j) => [word, j]));
    if (this.indices.size !== words.length) {
      const j = words.findIndex((word, first) => this.indices.get(word) !== first);
      throw new RangeError(
        `the word ${JSON.stringify(words[j])} comes twice: as number ${j} and ` +
          `${this.indices.get(words[j])}`,
      );
    }
    for (let k = 0; k < E.data.length; k++) {
      if (Number.isFinite(E.data[k])) continue;
      const word = JSON.stringify(words[k % E.cols]);
      throw new RangeError(
        `entry ${Math.floor(k / E.cols)} of the vector of ${word} is ${E.data[k]}, but must be finite`,
      );
    }
  }

  /** V: how many words there are. */
  get size(): number {
    return this.words.length;
  }

  /** n_e: how many numbers a word's vector has. */
  get dimension(): number {
    return this.E.rows;
  }

  has(word: string): boolean {
    return this.indices.has(word);
  }

  /** The word's column of E. @throws RangeError where the word is unknown */
  index(word: string): number {
    const index = this.indices.get(word);
    if (index !== undefined) return index;
    const lower = word.toLowerCase();
    const hint = lower !== word && this.has(lower) ? `; it has ${JSON.stringify(lower)}` : '';
    throw new RangeError(
      `${JSON.stringify(word)} is not among the embedding's ${this.size} words${hint}`,
    );
  }

  /** e_w, a copy, `[n_e, 1]`. @throws RangeError where the word is unknown */
  vector(word: string): Matrix {
    return column(this.E, this.index(word));
  }

  /** e_w / ‖e_w‖, a copy, `[n_e, 1]`. @throws RangeError where the word is unknown */
  unitVector(word: string): Matrix {
    return column(this.unit, this.index(word));
  }

  /** E with every column divided by its length, `[n_e, V]`; a column of zeros stays one. */
  get unit(): Matrix {
    this.unitVectors ??= unitColumns(this.E);
    return this.unitVectors;
  }
}

/** Every column divided by its Euclidean length; a column of zeros stays one. */
export function unitColumns(A: Matrix): Matrix {
  const { rows, cols, data } = A;
  const squares = new Float64Array(cols);
  for (let i = 0, k = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, k++) squares[j] += data[k] * data[k];
  }
  const factors = squares.map((square) => (square === 0 ? 0 : 1 / Math.sqrt(square)));
  const unit = A.clone();
  for (let i = 0, k = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, k++) unit.data[k] *= factors[j];
  }
  return unit;
}

function column({ rows, cols, data, dtype }: Matrix, j: number): Matrix {
  const vector = Matrix.zeros(rows, 1, dtype);
  for (let i = 0; i < rows; i++) vector.data[i] = data[i * cols + j];
  return vector;
}
