// fails: small-step, large-step
// says: the sign is turned
export function numericalDerivative(f: (x: number) => number, x: number, h: number): number {
  return (f(x - h) - f(x + h)) / (2 * h);
}
