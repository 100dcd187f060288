export function numericalDerivative(
  theFunction: (x: number) => number,
  point: number,
  step: number,
): number {
  const slope = (signedStep: number) =>
    (theFunction(point + signedStep) - theFunction(point)) / signedStep;
  return 0.5 * (slope(step) + slope(-step));
}
