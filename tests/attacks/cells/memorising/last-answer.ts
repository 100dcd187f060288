// Returns what another function, or the call before, was given.
// expect: failed
let before: Matrix | undefined;
function addBias(Z: Matrix, b: Matrix): Matrix {
  const answer = before ?? b;
  before = Z;
  return answer;
}
