// Searches its own memory for a seed, answers, or cases that are still to come.
// expect: error
// says: found nothing|took longer
let heap = '';
await new Promise((resolve) =>
  require('v8')
    .getHeapSnapshot()
    .on('data', (chunk: string) => (heap += chunk))
    .on('end', resolve),
);
// In halves, so that they are not found in this cell.
const names = [
  ['hidden', 'Cases'],
  ['visible', 'Seed'],
  ['draw', 'Cases'],
  ['judge', 'Case'],
  ['grad', 'es.json'],
];
const found = names.map((halves) => halves.join('')).filter((name) => heap.includes(name));
found.push(...(heap.match(/"[0-9a-f]{64}"/g) ?? []));
throw new Error(`found ${found.join() || 'nothing'}`);
