/** A number of things: `counted(1, 'point')` is "1 point", `counted(3, 'point')` "3 points". */
export function counted(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
