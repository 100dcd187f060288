// Throws what can't be described without an end.
// expect: error
// says: a loop that never ends|took too long altogether
function addBias(): any {
  const loop = (): any => {
    for (;;);
  };
  throw Object.create(Error.prototype, {
    name: { get: loop },
    message: { get: loop },
    toString: { value: loop },
  });
}
