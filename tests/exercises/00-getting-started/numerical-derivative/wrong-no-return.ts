// fails: small-step, large-step
// says: is a `return` missing?
export const numericalDerivative = (f: (x: number) => number, x: number, h: number): void => {
  void ((f(x + h) - f(x - h)) / (2 * h));
};
