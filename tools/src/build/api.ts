import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';
import { courseRoot } from '../courseRoot.js';
import type { Kept } from './kept.js';
import { sourceFile } from './python.js';
import { versionOfApi } from './versions.js';

/** A name that a cell imports, and the page that tells of it. */
export interface Reference {
  readonly name: string;
  readonly href: string;
}

/** The library's API reference as typedoc writes it: what `npm run docs` makes, too. */
export class ApiReference {
  /** @param files their texts by their paths */
  constructor(readonly files: Readonly<Record<string, string>>) {}

  /**
   * @throws Error with what typedoc says where the library's comments have gaps
   */
  static async make(signal?: AbortSignal): Promise<ApiReference> {
    const folder = await mkdtemp(join(tmpdir(), 'unrolled-api-'));
    try {
      const typedoc = join(courseRoot, 'node_modules', 'typedoc', 'bin', 'typedoc');
      const icon = sourceFile('assets/icon.svg');
      const back = sourceFile('assets/api.js');
      const args = ['--options', 'lib/typedoc.json', '--out', folder];
      await run([typedoc, ...args, '--favicon', icon, '--customJs', back], signal);
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files: Record<string, string> = {};
      for (const entry of entries.filter((one) => one.isFile())) {
        const path = join(entry.parentPath, entry.name);
        files[relative(folder, path).split(sep).join('/')] = await readFile(path, 'utf8');
      }
      return new ApiReference(files);
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  /** Writes it into `folder`, which lies beside the lessons' pages. */
  async write(folder: string): Promise<void> {
    for (const [path, text] of Object.entries(this.files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  }

  /** Where to read about what this cell imports from the library, in the order of its imports. */
  referencesOf(source: string): Reference[] {
    const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.Latest);
    return file.statements.filter(ts.isImportDeclaration).flatMap((statement) => {
      const from = (statement.moduleSpecifier as ts.StringLiteral).text;
      const entry = from === 'unrolled' ? 'index' : from === 'unrolled/checks' ? 'checks' : '';
      const names = statement.importClause?.namedBindings;
      if (entry === '' || names === undefined || !ts.isNamedImports(names)) return [];
      return names.elements.flatMap((element) => {
        const name = (element.propertyName ?? element.name).text;
        const page = new RegExp(`^[a-z]+/${entry}\\.${name}\\.html$`);
        const path = Object.keys(this.files).find((candidate) => page.test(candidate));
        return path === undefined ? [] : [{ name, href: `api/${path}` }];
      });
    });
  }
}

/** What the last build made of the same sources, or what this one makes. */
export async function keptApi(kept: Kept, signal?: AbortSignal): Promise<ApiReference> {
  const key = await versionOfApi();
  const text = await kept.get('api.json', key);
  if (text !== undefined) return new ApiReference(JSON.parse(text) as Record<string, string>);
  const api = await ApiReference.make(signal);
  await kept.set('api.json', key, JSON.stringify(api.files));
  return api;
}

async function run(args: readonly string[], signal?: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: courseRoot,
    signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [status] = (await once(child, 'close')) as [number | null];
  if (status !== 0) throw new Error(`the API reference can't be made:\n${said.trim()}`);
}
