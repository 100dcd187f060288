// A text of half a gigabyte.
// expect: failed|error
function addBias(): any {
  return 'x'.repeat(2 ** 29 - 24);
}
