// Arrays of which every test holds, and which find no difference.
// expect: error|failed
const arrays = Array.prototype as any;
arrays.every = () => true;
arrays.some = arrays.includes = () => false;
arrays.find = arrays.findIndex = arrays.filter = () => undefined;
arrays.toJSON = () => [];
arrays[Symbol.iterator] = function* () {};
Array.from = () => [];
Array.isArray = (() => true) as any;
function addBias(): any {
  return [];
}
