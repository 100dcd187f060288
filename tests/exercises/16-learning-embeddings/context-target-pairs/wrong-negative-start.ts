// fails: nearby-1
// says: counts from the end
type ContextKind = 'last-4' | 'around-4' | 'last-1' | 'nearby-1';
type Pair = { context: string[]; target: string };

export function contextTargetPairs(
  tokens: string[],
  kind: ContextKind,
  window = 5,
  uniforms: number[] = [],
): Pair[] {
  const pairs: Pair[] = [];
  for (let t = 0; t < tokens.length; t++) {
    const before = (n: number) => tokens.slice(t - n, t);
    const after = (n: number) => tokens.slice(t + 1, t + 1 + n);
    const target = tokens[t];
    if (kind === 'last-1' && t >= 1) pairs.push({ context: before(1), target });
    if (kind === 'last-4' && t >= 4) pairs.push({ context: before(4), target });
    if (kind === 'around-4' && t >= 4 && t + 4 < tokens.length) {
      pairs.push({ context: [...before(4), ...after(4)], target });
    }
    if (kind === 'nearby-1' && tokens.length > 1) {
      const near = [...before(window), ...after(window)];
      pairs.push({ context: [near[Math.floor(uniforms[t] * near.length)]], target });
    }
  }
  return pairs;
}
