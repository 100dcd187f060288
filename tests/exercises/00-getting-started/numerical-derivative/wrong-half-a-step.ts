// fails: large-step
// says: the step is h/2 to each side
export function numericalDerivative(f: (x: number) => number, x: number, h: number): number {
  return (f(x + h / 2) - f(x - h / 2)) / h;
}
