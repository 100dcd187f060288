// Functions that never run what was called.
// expect: error|failed
Function.prototype.call =
  Function.prototype.apply =
  Function.prototype.bind =
    (() => ({ passed: true })) as any;
Reflect.apply = Reflect.get = Reflect.construct = (() => ({ passed: true })) as any;
(globalThis as any).Function = (globalThis as any).eval = () => 'passed';
(Symbol as any).prototype.toString = () => 'passed';
function addBias(): any {
  return { passed: true };
}
