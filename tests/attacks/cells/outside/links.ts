// Links that lead out of the only folder that can be written.
// expect: error
// says: reached nothing
import * as fs from 'fs';
const reached: string[] = [];
const follow = (what: string, step: () => void) => {
  try {
    step();
    reached.push(what);
  } catch {}
};
fs.symlinkSync(CANARY.file, '/tmp/symbolic');
follow('read through a symbolic link', () => fs.readFileSync('/tmp/symbolic'));
follow('write through a symbolic link', () => fs.closeSync(fs.openSync('/tmp/symbolic', 'r+')));
follow('a hard link outside', () => fs.linkSync(CANARY.file, '/tmp/hard'));
follow('a hard link to the program', () => fs.linkSync('/program/main.cjs', '/tmp/program'));
fs.symlinkSync('/proc/1/root', '/tmp/root');
follow('the root of the first process', () => fs.readFileSync(`/tmp/root${CANARY.file}`));
follow('a copy', () => fs.copyFileSync(CANARY.file, '/tmp/copy'));
throw new Error(`reached ${reached.join() || 'nothing'}`);
