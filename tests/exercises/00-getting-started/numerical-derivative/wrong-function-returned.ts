// fails: small-step, large-step
// says: but is a function
export function numericalDerivative(f: (x: number) => number, _x: number, h: number) {
  return (x: number) => (f(x + h) - f(x - h)) / (2 * h);
}
