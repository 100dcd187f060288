// Puts checks of its own in the place of the course's and of Node's.
// expect: failed
// says: must be a Matrix .* but is an object
import * as checks from 'unrolled/checks';
const replaced = [checks, require('assert')] as any[];
for (const library of replaced) {
  for (const name of ['check', 'judge', 'compare', 'tf', 'exercises', 'equal', 'ok', 'strict']) {
    try {
      library[name] = () => ({ passed: true });
    } catch {}
  }
}
(globalThis as any).check = async () => console.log('✓ addBias agrees with tf.js');
(globalThis as any).assert = () => undefined;
const addBias = (): any => ({ passed: true, score: 2, status: 'passed' });
