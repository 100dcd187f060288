// WebAssembly that takes all the memory that its four gigabytes of addresses promise.
// expect: error|failed
const memory = new (globalThis as any).WebAssembly.Memory({ initial: 1, maximum: 65_536 });
for (let pages = 1024; ;) {
  memory.grow(pages);
  new Uint8Array(memory.buffer).fill(1);
}
