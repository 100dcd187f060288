// fails: apart, at-the-end, hyphens, neighbours, no-beginning
// says: end is the last word of the entity
type Span = { label: string; start: number; end: number };

export function decodeSpans(tags: string[]): Span[] {
  const spans: Span[] = [];
  let open: { label: string; start: number } | undefined;
  tags.forEach((tag, t) => {
    const label = tag.slice(2);
    if (tag.startsWith('I-') && open?.label === label) return;
    if (open) spans.push({ ...open, end: t - 1 });
    open = tag === 'O' ? undefined : { label, start: t };
  });
  if (open) spans.push({ ...open, end: tags.length - 1 });
  return spans;
}
