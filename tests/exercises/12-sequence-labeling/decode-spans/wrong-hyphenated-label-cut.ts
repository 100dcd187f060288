// fails: hyphens
// says: the label ends at its own hyphen
type Span = { label: string; start: number; end: number };

export function decodeSpans(tags: string[]): Span[] {
  const spans: Span[] = [];
  let open: { label: string; start: number } | undefined;
  tags.forEach((tag, t) => {
    const label = tag.split('-')[1];
    if (tag.startsWith('I-') && open?.label === label) return;
    if (open) spans.push({ ...open, end: t });
    open = tag === 'O' ? undefined : { label, start: t };
  });
  if (open) spans.push({ ...open, end: tags.length });
  return spans;
}
