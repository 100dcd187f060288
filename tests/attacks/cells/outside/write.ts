// Writes, appends, renames, deletes and changes permissions outside.
// expect: error
// says: changed nothing
import * as fs from 'fs';
import { dirname } from 'path';
const changed: string[] = [];
const attempt = (what: string, change: () => void) => {
  try {
    change();
    changed.push(what);
  } catch {}
};
for (const path of [
  CANARY.file,
  `/tmp/../..${CANARY.file}`,
  `/program/../../..${CANARY.file}`,
  '/proc/1/root' + CANARY.file,
  '/proc/self/cwd/../..' + CANARY.file,
]) {
  attempt(`open ${path}`, () => fs.closeSync(fs.openSync(path, 'r+')));
  attempt(`append ${path}`, () =>
    fs.closeSync(fs.openSync(path, fs.constants.O_WRONLY | fs.constants.O_APPEND)),
  );
  attempt(`unlink ${path}`, () => fs.unlinkSync(path));
  attempt(`chmod ${path}`, () => fs.chmodSync(path, 0));
  attempt(`rename ${path}`, () => fs.renameSync(path, '/tmp/mine'));
}
for (const folder of [
  '/',
  '/program',
  '/usr',
  '/lib',
  '/lib64',
  '/dev',
  '/proc',
  '/sys',
  '/etc',
  '/var',
  '/run',
  dirname(CANARY.file),
  dirname(process.execPath),
]) {
  attempt(`write ${folder}`, () => fs.writeFileSync(`${folder}/left-behind`, 'x'));
  attempt(`mkdir ${folder}`, () => fs.mkdirSync(`${folder}/left-behind-folder`));
}
attempt('replace the program', () => fs.writeFileSync('/program/main.cjs', ''));
attempt('replace Node', () => fs.writeFileSync(process.execPath, ''));
for (const setting of [
  '/proc/sys/kernel/core_pattern',
  '/proc/sysrq-trigger',
  '/proc/self/oom_score_adj_outside',
  '/sys/fs/cgroup/cgroup.procs',
  '/sys/kernel/uevent_helper',
]) {
  attempt(setting, () => fs.writeFileSync(setting, '0'));
}
throw new Error(`changed ${changed.join() || 'nothing'}`);
