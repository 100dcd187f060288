// fails: small-step, large-step
// says: the difference is not divided by anything
export function numericalDerivative(f: (x: number) => number, x: number, h: number): number {
  return f(x + h) - f(x - h);
}
