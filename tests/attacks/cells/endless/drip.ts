// Takes nearly all of its time in each call.
// expect: failed|error
function addBias(Z: Matrix): Matrix {
  const until = Date.now() + 0.8 * CANARY.milliseconds;
  while (Date.now() < until);
  return Z;
}
