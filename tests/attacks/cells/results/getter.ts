// An answer whose value is worked out by whoever looks at it.
// expect: failed
// says: must be a Matrix
function addBias(): any {
  return {
    get rows() {
      throw new Error('looked at');
    },
    get passed() {
      return true;
    },
  };
}
