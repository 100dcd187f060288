type Span = { label: string; start: number; end: number };

// An O behind the last word closes whatever is open.
export function decodeSpans(tags: string[]): Span[] {
  const [spans] = [...tags, 'O'].reduce<[Span[], Span | null]>(
    ([closed, open], tag, t) => {
      const [, prefix, label] = /^([BI])-(.*)$/.exec(tag) ?? [];
      if (open !== null && prefix === 'I' && label === open.label) {
        return [closed, { ...open, end: t + 1 }];
      }
      const now = open === null ? closed : [...closed, open];
      return [now, label === undefined ? null : { label, start: t, end: t + 1 }];
    },
    [[], null],
  );
  return spans;
}
