import type { Tune } from 'unrolled';

/** Whether a character goes on with the token before it. */
function continues(token: string, character: string): boolean {
  const isBarLine = '|:]'.includes(token[0]);
  if ('|:]'.includes(character)) return isBarLine;
  if (isBarLine) return false;
  if ("0123456789/,'".includes(character)) return true;
  return /^[_^=]+$/.test(token); // an accidental waits for its letter
}

export function tuneToTokens({ meter, unit, key, body }: Tune): string[] {
  const tokens: string[] = [];
  let token = '';
  for (const character of body + ' ') {
    const isSpace = character.trim() === '';
    if (token !== '' && (isSpace || !continues(token, character))) {
      tokens.push(token);
      token = '';
    }
    if (!isSpace) token += character;
  }
  return [`M:${meter}`, `L:${unit}`, `K:${key}`].concat(tokens);
}
