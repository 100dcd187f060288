// fails: small-step, large-step
// says: the parentheses around 2 * h are missing
export function numericalDerivative(f: (x: number) => number, x: number, h: number): number {
  // prettier-ignore
  return (f(x + h) - f(x - h)) / 2 * h;
}
