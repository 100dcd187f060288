import type { Tune } from 'unrolled';

export function tokensToTune([m, l, k, ...music]: string[], title: string): Tune {
  const value = (field: string) => field.substring(field.indexOf(':') + 1);
  return {
    number: 1,
    title,
    meter: value(m),
    unit: value(l),
    key: value(k),
    body: music.join(' '),
  };
}
