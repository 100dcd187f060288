import type { Tune } from 'unrolled';

const barLine = /^[|:\]]+/;
const note = /^[_^=]*[A-Ga-gz][,']*[\d/]*/;

export function tuneToTokens(tune: Tune): string[] {
  const tokens = ['M:' + tune.meter, 'L:' + tune.unit, 'K:' + tune.key];
  let rest = tune.body.trim();
  while (rest !== '') {
    const [token] = barLine.exec(rest) ?? note.exec(rest) ?? [rest[0]];
    tokens.push(token);
    rest = rest.slice(token.length).trim();
  }
  return tokens;
}
