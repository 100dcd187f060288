// fails: last-4, around-4, last-1, nearby-1
// says: the last pair is missing
type ContextKind = 'last-4' | 'around-4' | 'last-1' | 'nearby-1';
type Pair = { context: string[]; target: string };

export function contextTargetPairs(
  tokens: string[],
  kind: ContextKind,
  window = 5,
  uniforms: number[] = [],
): Pair[] {
  void window;
  const left = kind === 'last-1' ? 1 : 4;
  const right = kind === 'around-4' ? 4 : 0;
  const pairs: Pair[] = [];
  if (kind === 'nearby-1') {
    for (let t = 0; t < tokens.length - 1; t++) {
      const near = tokens.filter((_, s) => s !== t && Math.abs(s - t) <= window);
      pairs.push({ context: [near[Math.floor(uniforms[t] * near.length)]], target: tokens[t] });
    }
    return pairs;
  }
  for (let t = left; t < tokens.length - right - 1; t++) {
    const context = tokens.slice(t - left, t + right + 1).filter((_, p) => p !== left);
    pairs.push({ context, target: tokens[t] });
  }
  return pairs;
}
