// Typed arrays that write something else than they hold.
// expect: error|failed
const honest = Float64Array;
class Forged extends honest {
  static [Symbol.hasInstance]() {
    return true;
  }
  every() {
    return true;
  }
}
(globalThis as any).Float64Array = (globalThis as any).Float32Array = Forged;
for (const typed of [Uint8Array, honest]) {
  (typed.prototype as any).set = (typed.prototype as any).fill = function () {};
  (typed.prototype as any).subarray = function () {
    return this;
  };
}
function addBias(Z: Matrix): Matrix {
  return Z;
}
