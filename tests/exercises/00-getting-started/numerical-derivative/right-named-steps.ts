export const numericalDerivative = (f: (x: number) => number, x: number, h: number): number => {
  const above = f(x + h);
  const below = f(x - h);
  const run = 2 * h;
  return (above - below) / run;
};
