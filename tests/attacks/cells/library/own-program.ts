// Reads the program that runs it, and calls whatever in there can add or multiply.
// expect: error
// says: found nothing
const program: string = require('fs').readFileSync('/program/main.cjs', 'utf8');
const found = ['add', 'matmul', 'addBias', 'broadcast', 'tanh', 'softmax', 'sumColumns'].filter(
  (name) => new RegExp(`(function|const|var|let) ${name}\\b(?!.*refuse)`).test(program),
);
throw new Error(`found ${found.join() || 'nothing'}`);
