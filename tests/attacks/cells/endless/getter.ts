// Never comes back to whoever looks at the answer.
// expect: failed|error
function addBias(): any {
  const looked = () => {
    for (;;);
  };
  return {
    get then() {
      return looked();
    },
    get rows() {
      return looked();
    },
    toString: looked,
    toJSON: looked,
    valueOf: looked,
  };
}
