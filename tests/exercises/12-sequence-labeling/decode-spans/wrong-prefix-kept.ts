// fails: apart, at-the-end, hyphens, neighbours, no-beginning
type Span = { label: string; start: number; end: number };

export function decodeSpans(tags: string[]): Span[] {
  const spans: Span[] = [];
  let open: { label: string; start: number } | undefined;
  tags.forEach((tag, t) => {
    const label = tag;
    if (tag.startsWith('I-') && open?.label.slice(2) === tag.slice(2)) return;
    if (open) spans.push({ ...open, end: t });
    open = tag === 'O' ? undefined : { label, start: t };
  });
  if (open) spans.push({ ...open, end: tags.length });
  return spans;
}
