// fails: small-step, large-step
// says: is divided by h instead of 2h
export function numericalDerivative(f: (x: number) => number, x: number, h: number): number {
  return (f(x + h) - f(x - h)) / h;
}
