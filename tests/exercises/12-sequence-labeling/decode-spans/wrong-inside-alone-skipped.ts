// fails: no-beginning
// says: an I- that continues nothing is skipped
type Span = { label: string; start: number; end: number };

export function decodeSpans(tags: string[]): Span[] {
  const spans: Span[] = [];
  let open: { label: string; start: number } | undefined;
  tags.forEach((tag, t) => {
    const label = tag.slice(2);
    if (tag.startsWith('I-') && open?.label === label) return;
    if (open) spans.push({ ...open, end: t });
    open = tag.startsWith('B-') ? { label, start: t } : undefined;
  });
  if (open) spans.push({ ...open, end: tags.length });
  return spans;
}
