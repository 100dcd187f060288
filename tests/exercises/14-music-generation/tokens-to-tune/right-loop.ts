import type { Tune } from 'unrolled';

export function tokensToTune(tokens: string[], title: string): Tune {
  const fields: Record<string, string> = {};
  let body = '';
  for (let i = 0; i < tokens.length; i++) {
    if (i < 3) fields[tokens[i][0]] = tokens[i].replace(/^.:/, '');
    else body += (i > 3 ? ' ' : '') + tokens[i];
  }
  return { number: 1, title, meter: fields.M, unit: fields.L, key: fields.K, body };
}
