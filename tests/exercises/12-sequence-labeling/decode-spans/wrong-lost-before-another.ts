// fails: neighbours, no-beginning
// says: where another one follows directly
type Span = { label: string; start: number; end: number };

export function decodeSpans(tags: string[]): Span[] {
  const spans: Span[] = [];
  let open: { label: string; start: number } | undefined;
  [...tags, 'O'].forEach((tag, t) => {
    const label = tag.slice(2);
    if (tag.startsWith('I-') && open?.label === label) return;
    if (open && tag === 'O') spans.push({ ...open, end: t });
    open = tag === 'O' ? undefined : { label, start: t };
  });

  return spans;
}
