// A Matrix of a billion rows and no entries.
// expect: failed
function addBias(): any {
  const lying = Matrix.zeros(1, 1) as any;
  lying.rows = 2 ** 30;
  lying.cols = 2 ** 30;
  return lying;
}
