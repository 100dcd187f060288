// Asks for more memory than any machine has, all at once.
// expect: error
// says: threw RangeError|memory
new Float64Array(2 ** 33 - 1);
new ArrayBuffer(2 ** 45);
