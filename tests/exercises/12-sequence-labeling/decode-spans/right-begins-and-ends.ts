export function decodeSpans(tags: string[]) {
  const begins = (t: number) => {
    if (tags[t] === 'O') return false;
    const before = t === 0 ? 'O' : tags[t - 1];
    return tags[t][0] === 'B' || before === 'O' || before.slice(2) !== tags[t].slice(2);
  };
  return tags.flatMap((tag, start) => {
    if (!begins(start)) return [];
    let end = start + 1;
    while (end < tags.length && tags[end] !== 'O' && !begins(end)) end++;
    return [{ end, start, label: tag.slice(2) }];
  });
}
