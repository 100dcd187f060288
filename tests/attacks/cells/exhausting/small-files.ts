// Empty files, which take no room but need names and nodes.
// expect: error
// says: a loop that never ends|ENOSPC
const { mkdirSync, writeFileSync } = require('fs');
for (let k = 0; ; k++) {
  if (k % 1000 === 0) mkdirSync(`/tmp/${k / 1000}`);
  writeFileSync(`/tmp/${Math.floor(k / 1000)}/${k}`, '');
}
