// Fills what can be written, in few large files and in many empty ones.
// expect: error
// says: full: ENOSPC,ENOSPC|full: EFBIG
const fs = require('fs');
const until = (write: (k: number) => void, most: number) => {
  try {
    for (let k = 0; k < most; k++) write(k);
    return 'never';
  } catch (error) {
    return error.code;
  }
};
const folders = ['/tmp', '/dev/shm'];
const full = folders.map((folder) =>
  until((k) => fs.writeFileSync(`${folder}/large-${k}`, Buffer.alloc(2 ** 20)), 100),
);
throw new Error(`full: ${full.join()}`);
