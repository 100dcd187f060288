import { strToU8, zipSync } from 'fflate';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { serialize } from '../../tools/src/notebook/notebook.js';
import { type Attack, notebookAttack } from './attack.js';
import type { CanaryAddress } from './canary.js';
import { handedIn, lessonId } from './lesson.js';

const mebibyte = 2 ** 20;

/** Files that are no notebooks, too much of a notebook, or have names that mean something. */
export function fileAttacks(canary: CanaryAddress): Attack[] {
  const right = serialize(handedIn());
  const file = (name: string, content: string | Uint8Array, says: RegExp) =>
    notebookAttack('files', name, content, { statuses: ['refused'], says });
  const archive = (name: string, content: Uint8Array, says: RegExp): Attack => ({
    kind: 'archives',
    student: name,
    files: { [`${name}.zip`]: content },
    expected: { statuses: ['refused'], says },
  });
  const passing = (student: string, kind = 'names'): Attack => ({
    kind,
    student,
    files: { [`${student}/${lessonId}.ipynb`]: right },
    expected: { statuses: ['passed'] },
  });
  const special = (name: string, make: (path: string) => void, says: RegExp): Attack => ({
    kind: 'files',
    student: name,
    files: { [`${name}/${lessonId}.ipynb`]: make },
    expected: { statuses: ['refused'], says },
  });
  const notebook = (cells: string, more = '') =>
    `{"nbformat":4,"nbformat_minor":5,"metadata":{${more}},"cells":[${cells}]}`;

  return [
    file('nested', '['.repeat(20 * mebibyte), /not |nested/),
    file('nested-and-closed', `${'['.repeat(5 * mebibyte)}${']'.repeat(5 * mebibyte)}`, /not |nested/), // prettier-ignore
    file('nested-metadata', notebook('', `"a":${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}`), /nested|deep|values/), // prettier-ignore
    file('many-objects', `[${'{},'.repeat(6_000_000)}0]`, /not |values/),
    file('many-keys', `{${Array.from({ length: 1_500_000 }, (_, i) => `"k${i}":0`).join()}}`, /not |values/), // prettier-ignore
    file('many-outputs', notebook(`{"cell_type":"code","id":"a","metadata":{},"source":"","execution_count":null,"outputs":[${Array.from({ length: 500_000 }, () => '{"output_type":"x"}').join()}]}`), /values/), // prettier-ignore
    file('many-errors', notebook(Array.from({ length: 1_000_000 }, () => '{}').join()), /not |values/), // prettier-ignore
    file('invalid-utf-8', Uint8Array.from([0x7b, 0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0x7d]), /not UTF-8/), // prettier-ignore
    file('utf-16', Buffer.from(`\ufeff${right}`, 'utf16le'), /not /),
    file('prototypes', notebook('{"__proto__":{"cell_type":"code"}}', '"__proto__":{"passed":true}'), /not an nbformat 4/), // prettier-ignore
    file('numbers', right.replace('"nbformat": 4', '"nbformat": 4e999'), /not an nbformat 4/),
    file('empty', '', /not JSON/),
    file('null', 'null', /not an nbformat 4/),
    file('too-large', new Uint8Array(21 * mebibyte), /larger than 20 MiB/),
    file('html-for-the-teacher', '<script>alert("=1+1")</script>\u001b[2J', /not JSON/),
    archive('bomb', zipSync({ [`${lessonId}.ipynb`]: new Uint8Array(100 * mebibyte) }), /more than 20 MiB/), // prettier-ignore
    archive('bombs', zipSync(Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${i}.ipynb`, new Uint8Array(10 * mebibyte)]))), /more than/), // prettier-ignore
    archive('crowd', zipSync(Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`${i}.ipynb`, new Uint8Array(64 * 1024)]))), /more than/), // prettier-ignore
    archive('two-thousand', zipSync(Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`${i}.txt`, strToU8('x')]))), /more than 1000 files/), // prettier-ignore
    archive('no-zip', strToU8('PK\u0003\u0004 but no more'), /damaged|empty/),
    archive('cut-off', zipSync({ [`${lessonId}.ipynb`]: strToU8(right) }).subarray(0, 200), /damaged/), // prettier-ignore
    archive('nested', zipSync({ 'inner.zip': zipSync({ [`${lessonId}.ipynb`]: strToU8(right) }) }), /no notebook/), // prettier-ignore
    archive('long-name', zipSync({ [`${'n'.repeat(60_000)}.ipynb`]: strToU8('{}') }), /^n{255}\.ipynb is none of the lessons/), // prettier-ignore
    {
      kind: 'archives',
      student: 'traversal',
      files: {
        'traversal.zip': zipSync({
          [`../../../../../../../..${dirname(canary.file)}/${lessonId}.ipynb`]: strToU8(right),
          [`${dirname(canary.file)}/escaped.txt`]: strToU8('absolutely'),
          '..\\..\\escaped.txt': strToU8('as on Windows'),
        }),
      },
      expected: { statuses: ['passed'] },
    },
    special('link-to-passwd', (path) => symlinkSync('/etc/passwd', path), /not a regular file/),
    special('link-to-another', (path) => symlinkSync(canary.file, path), /not a regular file/),
    special('link-to-itself', (path) => symlinkSync(path, path), /not a regular file/),
    special('device', (path) => symlinkSync('/dev/zero', path), /not a regular file/),
    special('fifo', (path) => execFileSync('mkfifo', [path]), /not a regular file/),
    special('folder', (path) => mkdirSync(path), /no notebook was handed in/),
    {
      kind: 'names',
      student: '\ufffd\ufffdada',
      // Bytes that are no text; the function's own path stays unused.
      files: { 'not-text': (path) => mkdirSync(Buffer.concat([Buffer.from(`${dirname(path)}/`), Buffer.from([0xff, 0xfe]), Buffer.from('ada')])) }, // prettier-ignore
      expected: { statuses: ['refused'], says: /can't be read: ENOENT/ },
    },
    ...[
      '=HYPERLINK("http:evil","click")',
      '+1+1',
      '@SUM(1)',
      '<img src=x onerror=alert(1)><script>alert(1)<',
      `"quotes' and, commas;`,
      'a..b..',
      '%2e%2e%2f',
      'C:\\windows',
      'back`tick` $(touch x) ; rm',
      'new\nline\rreturn\ttab',
      'terminal\u001b[2J\u001b]0;title\u0007',
      'right\u202eto left',
      'emoji 🎓 é e\u0301',
      'x'.repeat(255),
      'CON',
      '-rf',
      '__proto__',
      'constructor',
    ].map((name) => passing(name)),
  ];
}
