import type { Tune } from 'unrolled';

export function tokensToTune(tokens: string[], title: string): Tune {
  return {
    body: tokens
      .slice(3)
      .reduce((body, token) => `${body} ${token}`, '')
      .trim(),
    key: tokens[2].slice('K:'.length),
    unit: tokens[1].slice('L:'.length),
    meter: tokens[0].slice('M:'.length),
    title,
    number: 1,
  };
}
