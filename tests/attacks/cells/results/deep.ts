// Arrays in arrays in arrays, a hundred thousand deep.
// expect: failed
// says: nested more than
function addBias(): any {
  let deep: unknown[] = [];
  for (let depth = 0; depth < 100_000; depth++) deep = [deep];
  return deep;
}
