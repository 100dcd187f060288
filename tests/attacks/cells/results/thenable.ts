// An answer that waits to be awaited, for ever.
// expect: failed
// says: returned a promise
function addBias(): any {
  return { then: () => undefined, passed: true };
}
