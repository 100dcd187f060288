// fails: large-step
// says: the difference is one-sided
export function numericalDerivative(f: (x: number) => number, x: number, h: number): number {
  return (f(x + h) - f(x)) / h;
}
