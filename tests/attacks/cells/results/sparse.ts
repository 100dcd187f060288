// An array of four billion holes.
// expect: failed
// says: has more than
function addBias(): any {
  return new Array(2 ** 32 - 1);
}
