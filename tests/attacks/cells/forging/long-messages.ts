// Makes the worker forget to cut what it says: a megabyte of name, message and print.
// expect: error|failed
String.prototype.slice = String.prototype.substring = function () {
  return String(this);
};
function addBias(): any {
  console.log('p'.repeat(2 ** 20 - 100));
  const error = new Error('m'.repeat(2 ** 20 - 100));
  error.name = 'n'.repeat(2 ** 20 - 100);
  throw error;
}
