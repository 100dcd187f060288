// fails: small-step, large-step
// says: but is the text "
export function numericalDerivative(f: (x: number) => number, x: number, h: number): string {
  return ((f(x + h) - f(x - h)) / (2 * h)).toFixed(6);
}
