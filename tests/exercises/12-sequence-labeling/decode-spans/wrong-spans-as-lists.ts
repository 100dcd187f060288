// fails: apart, at-the-end, hyphens, neighbours, no-beginning
// says: must be an object with label, start and end
export function decodeSpans(tags: string[]) {
  const spans: [string, number, number][] = [];
  tags.forEach((tag, t) => {
    const last = spans[spans.length - 1];
    if (tag.startsWith('I-') && last?.[0] === tag.slice(2) && last[2] === t) last[2] = t + 1;
    else if (tag !== 'O') spans.push([tag.slice(2), t, t + 1]);
  });
  return spans;
}
