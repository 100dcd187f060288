// The shortest endless loop of WebAssembly, which no interrupt of JavaScript ends.
// expect: error
// says: a loop that never ends|took too long altogether
const endless = Buffer.from(
  '0061736d01000000010401600000030201000707010372756e00000a0901070003400c000b0b',
  'hex',
);
const { Instance, Module } = (globalThis as any).WebAssembly;
new Instance(new Module(endless)).exports.run();
