// A loop without an end, in each call.
// expect: error
// says: a loop that never ends|took too long altogether
function addBias(): any {
  for (;;);
}
