type ContextKind = 'last-4' | 'around-4' | 'last-1' | 'nearby-1';
type Pair = { context: string[]; target: string };

export function contextTargetPairs(
  tokens: string[],
  kind: ContextKind,
  window = 5,
  uniforms: number[] = [],
): Pair[] {
  const left = kind === 'last-1' ? 1 : 4;
  const right = kind === 'around-4' ? 4 : 0;
  const pairs: Pair[] = [];
  if (kind === 'nearby-1') {
    for (let t = 0; t < tokens.length && tokens.length > 1; t++) {
      const first = Math.max(0, t - window);
      const last = Math.min(tokens.length - 1, t + window);
      let place = first + Math.floor(uniforms[t] * (last - first));
      if (place >= t) place++;
      pairs.push({ context: [tokens[place]], target: tokens[t] });
    }
    return pairs;
  }
  for (let t = left; t < tokens.length - right; t++) {
    const context: string[] = [];
    for (let s = t - left; s <= t + right; s++) if (s !== t) context.push(tokens[s]);
    pairs.push({ context, target: tokens[t] });
  }
  return pairs;
}
