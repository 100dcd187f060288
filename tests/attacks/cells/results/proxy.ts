// An answer that is whatever it is asked for.
// expect: failed|error
function addBias(): any {
  const anything: any = new Proxy(function () {}, {
    get: (_, name) => (name === Symbol.toPrimitive ? () => 1 : anything),
    has: () => true,
    getPrototypeOf: () => Matrix.prototype,
    ownKeys: () => ['rows', 'cols', 'data', 'prototype'],
    apply: () => anything,
  });
  return new Proxy({}, { get: () => anything, getPrototypeOf: () => Matrix.prototype });
}
