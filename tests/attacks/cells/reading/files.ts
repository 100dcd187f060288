// Reads every file that there is, for seeds, notebooks and other people's work.
// expect: error
// says: found nothing
import * as fs from 'fs';
import { join } from 'path';
const found: string[] = [];
const folders = ['/'];
for (const folder of folders) {
  let entries: fs.Dirent[] = [];
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch {}
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (/^\/(proc|sys|dev)\//.test(path)) continue;
    if (entry.isDirectory()) folders.push(path);
    if (
      /\.unrolled|\.ipynb|submissions|passwd|shadow|\.ssh|id_rsa|seed/.test(path) &&
      path !== '/etc/passwd'
    )
      found.push(path);
    if (entry.isFile() && fs.statSync(path).size < 2 ** 20) {
      const text = fs.readFileSync(path, 'latin1');
      if (/^[0-9a-f]{64}\s*$/.test(text) || /"nbformat"|root:[^:]*:0:0:/.test(text))
        found.push(path);
    }
  }
}
const secrets = found.filter((path) => !/^\/etc\/(passwd|group)$/.test(path));
throw new Error(`found ${secrets.join() || 'nothing'}`);
