/**
 * Which folder of the library may import which: dependencies point one way, from the networks of
 * the later lectures to the matrices that everything is made of.
 */
const mayImport = {
  tensor: [],
  cells: ['tensor'],
  networks: ['tensor', 'cells'],
  training: ['tensor'],
  language: ['tensor', 'cells', 'networks', 'training'],
  embeddings: ['tensor', 'cells', 'networks', 'training', 'language'],
  tsne: ['tensor', 'training'],
  plots: ['tensor'],
  sound: ['language', 'plots'],
  // The loader of word vectors hands out an Embedding.
  datasets: ['tensor', 'language', 'embeddings'],
};

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(mayImport).map(([folder, others]) => ({
      name: `lib-${folder}`,
      comment: `lib/src/${folder} may import only ${others.join(', ') || 'nothing of the library'}`,
      severity: 'error',
      from: { path: `^lib/src/${folder}/` },
      to: { path: '^lib/src/', pathNot: `^lib/src/(${[folder, ...others].join('|')})/` },
    })),
    {
      name: 'tfjs-only-in-checks',
      comment: "`import 'unrolled'` must never load tf.js, so only checks/ may know it",
      severity: 'error',
      from: { path: '^lib/src/', pathNot: '^lib/src/checks/' },
      to: { path: '@tensorflow/|^lib/src/checks/' },
    },
    {
      name: 'lib-not-to-tools',
      comment: 'The library knows nothing of the command',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^tools/' },
    },
    {
      name: 'nothing-to-notebooks',
      comment: 'Notebooks import the library, never the other way round',
      severity: 'error',
      from: {},
      to: { path: '^(notebooks|work|build)/' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea, or hide a third',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
  },
};
