// Memory outside of the heap without end.
// expect: error
const buffers: Buffer[] = [];
for (;;) buffers.push(Buffer.alloc(2 ** 24, 1));
