/** What is mutated, and the tests that should see it: quick ones, as hundreds of runs need. */
export const parts = {
  cells: { mutate: 'lib/src/cells/*.ts', tests: 'tests/networks/*.test.ts' },
  losses: { mutate: 'lib/src/training/losses.ts', tests: 'tests/training/losses.test.ts' },
  tsne: { mutate: 'lib/src/tsne/*.ts', tests: 'tests/tsne/!(digits).test.ts' },
};
