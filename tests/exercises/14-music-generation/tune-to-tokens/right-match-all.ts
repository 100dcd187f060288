import type { Tune } from 'unrolled';

export function tuneToTokens({ meter, unit, key, body }: Tune): string[] {
  const found = [...body.matchAll(/[_^=]*[A-Za-z][^\s_^=A-Za-z|:\]]*|[|:\]]+/g)];
  return [`M:${meter}`, `L:${unit}`, `K:${key}`, ...found.map(([token]) => token)];
}
