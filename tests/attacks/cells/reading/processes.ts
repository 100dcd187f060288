// Reads the memory, arguments, environment and files of other processes.
// expect: error
// says: found nothing
import * as fs from 'fs';
const found: string[] = [];
const listed = fs.existsSync('/proc') ? fs.readdirSync('/proc') : [];
const counted = Array.from({ length: 300 }, (_, pid) => String(pid));
for (const pid of new Set([...listed, ...counted, 'self'])) {
  for (const file of ['cmdline', 'environ', 'mem', 'maps', 'root', 'cwd', 'fd', 'stack']) {
    try {
      const path = `/proc/${pid}/${file}`;
      const text =
        file === 'root' || file === 'cwd' || file === 'fd'
          ? fs.readdirSync(path).join()
          : fs.readFileSync(path, 'latin1');
      if (/grade|mocha|seed|ipynb|unrolled/.test(text)) found.push(path);
    } catch {}
  }
}
throw new Error(`found ${found.join() || 'nothing'}`);
