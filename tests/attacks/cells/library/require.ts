// Looks for the library under all its names.
// expect: error
// says: found nothing
const { createRequire } = require('module');
const places = ['/program/', '/tmp/', '/', '/usr/lib/node_modules/', process.cwd() + '/'];
const wanted = [
  'unrolled/dist/index.js',
  'unrolled/src/index.ts',
  '@tensorflow/tfjs',
  '@tensorflow/tfjs-node',
  '../lib',
];
const found: string[] = [];
for (const name of wanted) {
  for (const place of places) {
    try {
      createRequire(place).resolve(name);
      found.push(name);
    } catch {}
  }
  try {
    await import(name);
    found.push(name);
  } catch {}
}
throw new Error(`found ${found.join() || 'nothing'}`);
