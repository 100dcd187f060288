type Span = { label: string; start: number; end: number };

// From every beginning as far as the same entity goes on.
export const decodeSpans = (words: string[]) => {
  const found: Span[] = [];
  let t = 0;
  while (t < words.length) {
    if (words[t] === 'O') {
      t += 1;
      continue;
    }
    const what = words[t].substring(2);
    let next = t + 1;
    while (next < words.length && words[next] === 'I-' + what) next += 1;
    found.push({ label: what, start: t, end: next });
    t = next;
  }
  return found;
};
