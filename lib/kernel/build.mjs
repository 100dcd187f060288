// Compiles the kernel, and writes it as text into a module of the library: a module is found wherever
// the library is, in the notebook's kernel, in a bundle, in a sandbox without files.
import { Buffer } from 'node:buffer';
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const sources = ['matmul.ts', 'entrywise.ts', 'activations.ts', 'negativeSampling.ts'].map((name) =>
  join(folder, name),
);
const made = join(folder, '../src/tensor/kernelCode.ts');

const newest = Math.max(...[...sources, fileURLToPath(import.meta.url)].map(changed));
if (changed(made) < newest) await build();

/** When a file was last written; never, where there is none. */
function changed(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity;
}

async function build() {
  const { default: asc } = await import('assemblyscript/asc');
  let code;
  const { error, stderr } = await asc.main(
    [...sources, '--outFile', 'kernel.wasm', '-O3', '--runtime', 'stub', '--enable', 'simd'],
    {
      readFile: (name) => readOrNull(name),
      writeFile: (_, contents) => (code = contents),
    },
  );
  if (error) {
    console.error(`${stderr.toString()}${relative(process.cwd(), folder)}: ${error.message}`);
    process.exit(1);
  }
  const base64 = Buffer.from(code).toString('base64');
  const text = `// Made of lib/kernel/*.ts by lib/kernel/build.mjs (\`npm run build\`): not to be edited.
export const kernelCode =
  '${base64}';
`;
  const temporary = `${made}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, made);
}

function readOrNull(name) {
  try {
    return readFileSync(name, 'utf8');
  } catch {
    return null; // asc asks for files that may not be there, and reports what it misses
  }
}
