// fails: apart, at-the-end, hyphens, neighbours, no-beginning
// says: changes its argument tags
type Span = { label: string; start: number; end: number };

export function decodeSpans(tags: string[]): Span[] {
  tags.push('O');
  const spans: Span[] = [];
  let open: { label: string; start: number } | undefined;
  tags.forEach((tag, t) => {
    if (tag.startsWith('I-') && open?.label === tag.slice(2)) return;
    if (open) spans.push({ ...open, end: t });
    open = tag === 'O' ? undefined : { label: tag.slice(2), start: t };
  });
  return spans;
}
