import { type FileEntry, FingerprintIndex, type TokenizedFile } from '@dodona/dolos-core';

/** Two notebooks that have unusual pieces in common. */
export interface SimilarPair {
  readonly names: readonly [string, string];
  /** The share of both notebooks' unusual pieces that the other one has too, from 0 to 1. */
  readonly similarity: number;
  /** How many that are. */
  readonly common: number;
}

/** A piece is so many tokens in a row; of so many neighbouring pieces one is compared. */
const [tokensInPiece, piecesInWindow] = [12, 5];

/** Less in common is chance. */
const leastCommon = 5;

/**
 * Compares each notebook of a class with each other, the most similar first. What the lesson hands
 * out does not count, nor what many have: short exercises have one natural solution.
 *
 * @param given what was handed out
 * @see Schleimer, Wilkerson and Aiken, *Winnowing: Local Algorithms for Document Fingerprinting*
 */
export function similarPairs(
  notebooks: readonly TokenizedFile[],
  given: TokenizedFile,
): SimilarPair[] {
  // A third of the class did not copy from one another; a group of five may have.
  const usual = Math.max(5, Math.ceil(notebooks.length / 3));
  const index = new FingerprintIndex(tokensInPiece, piecesInWindow, false, usual);
  index.addFiles([...notebooks]);
  index.addIgnoredFile(given); // last: it is held against the files that are there
  return index
    .allPairs()
    .map(({ leftEntry, rightEntry, leftCovered, rightCovered }) => ({
      names: [leftEntry.file.path, rightEntry.file.path] as const,
      similarity: (leftCovered + rightCovered) / (unusual(leftEntry) + unusual(rightEntry)),
      common: Math.min(leftCovered, rightCovered),
    }))
    .filter(({ common }) => common >= leastCommon)
    .sort((a, b) => b.similarity - a.similarity || b.common - a.common);
}

function unusual({ kgrams, ignored }: FileEntry): number {
  return kgrams.length - ignored.size;
}
