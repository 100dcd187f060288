// fails: large-step
// says: another step is taken than the h that was given
export function numericalDerivative(f: (x: number) => number, x: number): number {
  const h = 1e-6;
  return (f(x + h) - f(x - h)) / (2 * h);
}
