// Waits for what never comes.
// expect: error
// says: a loop that never ends
await new Promise(() => undefined);
