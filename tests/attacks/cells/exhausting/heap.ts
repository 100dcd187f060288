// Objects without end.
// expect: error
// says: memory|signal|ended|a loop
const kept: unknown[] = [];
for (;;) kept.push({ kept, text: String(kept.length) });
