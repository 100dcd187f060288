/**
 * What is mutated, and the tests that should see it: a few quick ones, because hundreds of mutants
 * have to meet them, and because mutated code is slow. Of them `without` leaves out those whose
 * names hold one of its texts: they take longer than all others together.
 */
export const parts = {
  cells: {
    mutate: 'lib/src/cells/*.ts',
    tests: [
      'tests/networks/float32.test.ts',
      'tests/networks/gated.test.ts',
      'tests/networks/rnn.test.ts',
    ],
  },
  losses: {
    mutate: 'lib/src/training/losses.ts',
    tests: ['tests/training/losses.test.ts'],
  },
  'tsne-affinities': {
    mutate: 'lib/src/tsne/{affinities,nearestSoFar,neighbours,perplexity,points,vpTree}.ts',
    tests: [
      'tests/tsne/affinities.test.ts',
      'tests/tsne/neighbours.test.ts',
      'tests/tsne/perplexity.test.ts',
    ],
    without: ['are right on many points'],
  },
  'tsne-gradients': {
    mutate:
      'lib/src/tsne/{barnesHut,convolution,divergence,fft,interpolation,objective,quadtree}.ts',
    tests: [
      'tests/tsne/convolution.test.ts',
      'tests/tsne/divergence.test.ts',
      'tests/tsne/gradients.test.ts',
    ],
    without: ['is close to exact, on an outlier', 'is close to exact, on a wide map'],
  },
  'tsne-descent': {
    mutate: 'lib/src/tsne/{descent,initialization,optimizer,quality,tsne}.ts',
    tests: ['tests/tsne/quality.test.ts', 'tests/tsne/tsne.test.ts'],
  },
};
