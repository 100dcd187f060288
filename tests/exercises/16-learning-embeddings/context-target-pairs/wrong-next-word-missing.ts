// fails: last-4, around-4
type ContextKind = 'last-4' | 'around-4' | 'last-1' | 'nearby-1';
type Pair = { context: string[]; target: string };

export function contextTargetPairs(
  tokens: string[],
  kind: ContextKind,
  window = 5,
  uniforms: number[] = [],
): Pair[] {
  if (kind === 'nearby-1') {
    const places = tokens.map((_, s) => s);
    return tokens.flatMap((target, t) => {
      const near = places.filter((s) => s !== t && Math.abs(s - t) <= window);
      if (near.length === 0) return [];
      return [{ context: [tokens[near[Math.floor(uniforms[t] * near.length)]]], target }];
    });
  }
  const offsets = { 'last-4': [-4, -3, -2], 'around-4': [-4, -3, -2, 2, 3, 4], 'last-1': [-1] }[
    kind
  ];
  return tokens.flatMap((target, t) => {
    const places = offsets.map((offset) => t + offset);
    if (!places.every((s) => s >= 0 && s < tokens.length)) return [];
    return [{ context: places.map((s) => tokens[s]), target }];
  });
}
