/** A sentence's words, and one tag for each: B-PER, I-PER, O … */
export interface TaggedSentence {
  readonly tokens: readonly string[];
  readonly tags: readonly string[];
}

/** An entity in a sentence: what it is, and its words from start (included) to end (excluded). */
export interface Span {
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The entities that a sentence's tags describe: `B-PER` begins a person, `I-PER` goes on, `O` is
 * none. As in conlleval, an `I-` that continues nothing of its label begins an entity too.
 *
 * @throws RangeError where a tag is neither O nor B-… nor I-…
 * @see Tjong Kim Sang and De Meulder, CoNLL-2003 shared task
 */
export function decodeSpans(tags: readonly string[]): Span[] {
  const spans: Span[] = [];
  let open: { label: string; start: number } | undefined;
  const close = (end: number) => {
    if (open !== undefined) spans.push({ ...open, end });
    open = undefined;
  };
  tags.forEach((tag, t) => {
    const [, kind, label] = /^(?:O|([BI])-(.+))$/s.exec(tag) ?? [];
    if (label === undefined && tag !== 'O') {
      throw new RangeError(`tags[${t}] is ${JSON.stringify(tag)}, but must be O, B-… or I-…`);
    }
    if (label !== undefined && kind === 'I' && open?.label === label) return;
    close(t);
    if (label !== undefined) open = { label, start: t };
  });
  close(tags.length);
  return spans;
}

/** How many of the found entities are right, how many of the true ones were found, and both. */
export interface SpanScore {
  readonly precision: number;
  readonly recall: number;
  /** 2 · precision · recall / (precision + recall) */
  readonly f1: number;
  /** How many entities there truly are. */
  readonly support: number;
}

/**
 * Entity F1 over a corpus, and by label: an entity counts as found only where label, start and end
 * are all right. Where nothing was found, or there was nothing to find, the share is 0.
 *
 * @param predicted the tags of each sentence
 * @param truth the right tags of each sentence
 * @throws RangeError where a sentence has not as many tags in both
 * @see Tjong Kim Sang and De Meulder, CoNLL-2003 shared task
 */
export function spanF1(
  predicted: readonly (readonly string[])[],
  truth: readonly (readonly string[])[],
): SpanScore & { readonly byLabel: Readonly<Record<string, SpanScore>> } {
  if (predicted.length !== truth.length) {
    throw new RangeError(
      `spanF1: ${predicted.length} predicted sentences, but ${truth.length} true ones`,
    );
  }
  const counts = new Map<string, { found: number; right: number; support: number }>();
  const countOf = (label: string) => {
    const count = counts.get(label) ?? { found: 0, right: 0, support: 0 };
    counts.set(label, count);
    return count;
  };
  predicted.forEach((tags, i) => {
    if (tags.length !== truth[i].length) {
      throw new RangeError(
        `spanF1: sentence ${i} has ${tags.length} predicted tags, but ${truth[i].length} true ones`,
      );
    }
    const key = ({ label, start, end }: Span) => `${start}-${end}-${label}`;
    const wanted = decodeSpans(truth[i]);
    const keys = new Set(wanted.map(key));
    for (const { label } of wanted) countOf(label).support++;
    for (const span of decodeSpans(tags)) {
      const count = countOf(span.label);
      count.found++;
      if (keys.has(key(span))) count.right++;
    }
  });
  const all = [...counts.values()].reduce(
    (sum, { found, right, support }) => ({
      found: sum.found + found,
      right: sum.right + right,
      support: sum.support + support,
    }),
    { found: 0, right: 0, support: 0 },
  );
  const byLabel = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...score(all),
    byLabel: Object.fromEntries(byLabel.map(([label, count]) => [label, score(count)])),
  };
}

function score(count: { found: number; right: number; support: number }): SpanScore {
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  const precision = share(count.right, count.found);
  const recall = share(count.right, count.support);
  return {
    precision,
    recall,
    f1: share(2 * precision * recall, precision + recall),
    support: count.support,
  };
}
