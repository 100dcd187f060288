import { join, sep } from 'node:path';
import type * as TypeScript from '@tslab/typescript-for-tslab';
import type { Converter, ConvertResult } from 'tslab/dist/converter.js';
import { CellPositions } from './cellPositions.js';
import { borrowCourseModules } from './courseModules.js';
import { clarifyPropertyNames } from './propertyNames.js';
import { createConverter, stockTs, ts, tslabFolder } from './tslab.js';

export interface ConvertedCell extends ConvertResult {
  /** Leads from the emitted JavaScript back to the cell; absent where nothing was emitted. */
  positions?: CellPositions;
  /** The same for each of `sideOutputs`, the cell's helper files, under its path. */
  sidePositions: ReadonlyMap<string, CellPositions>;
}

export interface CellConverter extends Converter {
  convert(previousDeclarations: string, source: string): ConvertedCell;
}

export interface CellConverterOptions {
  /** The course root: its node_modules are what cells can import. */
  root: string;
  /** For cells marked `@browser`. */
  isBrowser?: boolean;
  /** Types are checked strictly, which neither stock nor the kernel does. */
  strict?: boolean;
}

/**
 * tslab's converter from a cell's TypeScript to JavaScript, for the current directory, with five
 * things changed:
 * - stock lets every package under node_modules/@types declare globals (`describe` and `it` of
 *   mocha, …), which misleads completion and costs a second at start; here only Node's are global;
 * - stock watches every file and folder of every package for changes, another half second, and
 *   reads a package's declarations again whenever one cell did not use them; here only the
 *   notebook's own helper files are watched, and a package's declarations are read once;
 * - stock emits no source map, so errors name lines of compiled code; here `positions` lead back;
 * - stock mistakes some properties for variables of earlier cells, and the other way round;
 * - stock runs a cell whose only `await` is that of `for await (…)` as if it had none.
 */
export function createCellConverter({
  root,
  isBrowser = false,
  strict = false,
}: CellConverterOptions) {
  prepareSystem(root);
  const converter = withPatch({ createWatchCompilerHost: hostForCells(root, strict) }, () =>
    createConverter({ isBrowser }),
  );
  const cellConverter: CellConverter = { ...converter, convert: convertWithPositions(converter) };
  return cellConverter;
}

/** Replaces functions of the compiler while `work` runs: tslab offers no options for them. */
function withPatch<Result>(patch: Partial<typeof ts>, work: () => Result): Result {
  Object.assign(ts, patch);
  try {
    return work();
  } finally {
    const names = Object.keys(patch) as (keyof typeof ts)[];
    Object.assign(ts, Object.fromEntries(names.map((name) => [name, stockTs[name]])));
  }
}

let systemIsPrepared = false;

function prepareSystem(root: string): void {
  if (systemIsPrepared) return;
  systemIsPrepared = true;
  borrowCourseModules(ts.sys, process.cwd(), root);
  const stock = { ...ts.sys };
  const isPackageFile = packageFileTest(root);
  const unwatched: TypeScript.FileWatcher = { close: () => undefined };
  ts.sys.watchFile = (path, ...rest) =>
    isPackageFile(path) || !stock.watchFile ? unwatched : stock.watchFile(path, ...rest);
  // A folder's own entries are enough to notice a new ./helper.ts; below may lie node_modules.
  ts.sys.watchDirectory = (path, callback) =>
    isPackageFile(`${path}/`) || !stock.watchDirectory
      ? unwatched
      : stock.watchDirectory(path, callback, false);
}

/** lib is linked into node_modules, and the compiler names its files by where they really lie. */
function packageFileTest(root: string): (path: string) => boolean {
  const library = join(root, 'lib') + sep;
  return (path) => path.includes('/node_modules/') || path.startsWith(library);
}

/** Declarations of packages, parsed once a process. */
const packageFiles = new Map<string, TypeScript.SourceFile>();

function rememberPackageFiles(host: TypeScript.CompilerHost, root: string): void {
  const isPackageFile = packageFileTest(root);
  const remembering =
    <Args extends [name: string, ...rest: unknown[]]>(
      read: (...args: Args) => TypeScript.SourceFile | undefined,
    ) =>
    (...args: Args) => {
      const [name] = args;
      if (!isPackageFile(name)) return read(...args);
      const file = packageFiles.get(name) ?? read(...args);
      if (file) packageFiles.set(name, file);
      return file;
    };
  host.getSourceFile = remembering(host.getSourceFile.bind(host));
  if (host.getSourceFileByPath) {
    host.getSourceFileByPath = remembering(host.getSourceFileByPath.bind(host));
  }
}

/** `ts.createWatchCompilerHost` as tslab calls it: with options, not with a tsconfig's path. */
function hostForCells(root: string, strict: boolean): typeof ts.createWatchCompilerHost {
  const createHost = stockTs.createWatchCompilerHost as unknown as (...args: unknown[]) => unknown;
  const createProgram = stockTs.createEmitAndSemanticDiagnosticsBuilderProgram as unknown as (
    ...args: unknown[]
  ) => TypeScript.BuilderProgram;
  const hosts = new Set<TypeScript.CompilerHost>();
  const createProgramWithMemory = (
    rootNames: string[],
    options: TypeScript.CompilerOptions,
    host: TypeScript.CompilerHost,
    ...rest: unknown[]
  ) => {
    if (!hosts.has(host)) rememberPackageFiles(host, root);
    hosts.add(host);
    return withShorthandProperties(createProgram(rootNames, options, host, ...rest));
  };
  const createHostForCells = (
    files: string[],
    options: TypeScript.CompilerOptions,
    system: TypeScript.System,
    _createProgram: unknown,
    ...rest: unknown[]
  ) =>
    createHost(
      files,
      {
        ...options,
        strict,
        types: ['node'],
        // tslab brings Node's declarations itself, for where the course's are not installed.
        typeRoots: [root, tslabFolder].map((folder) => join(folder, 'node_modules', '@types')),
        inlineSourceMap: true,
      },
      withoutLookupTimer(system),
      createProgramWithMemory,
      ...rest,
    );
  return createHostForCells as unknown as typeof ts.createWatchCompilerHost;
}

function withShorthandProperties(program: TypeScript.BuilderProgram): TypeScript.BuilderProgram {
  const emit = program.emit.bind(program);
  program.emit = (file, write, cancellation, onlyDeclarations, transformers) =>
    emit(file, write, cancellation, onlyDeclarations, {
      ...transformers,
      before: [clarifyPropertyNames(program.getProgram().getTypeChecker())],
    });
  return program;
}

/**
 * tslab throws at the compiler's second timer, and at every cell from then on: a helper file that
 * is written after a cell missed it would break the kernel. That timer may as well never ring,
 * because what it is about is looked at when the next cell is compiled.
 */
function withoutLookupTimer(system: TypeScript.System): TypeScript.System {
  const never = {};
  const setTimeout: TypeScript.System['setTimeout'] = (callback, ...rest) =>
    callback.name === 'invalidateResolutionsOfFailedLookup'
      ? never
      : (system.setTimeout?.(callback, ...rest) as unknown);
  const clearTimeout: TypeScript.System['clearTimeout'] = (timer) => {
    if (timer !== never) system.clearTimeout?.(timer);
  };
  return Object.assign(Object.create(system) as TypeScript.System, { setTimeout, clearTimeout });
}

/**
 * tslab compiles twice: TypeScript to an ES module, that to CommonJS. The first map arrives inside
 * the text that it hands to `ts.transpileModule`. The second is made if an error needs it, by doing
 * that step again, because making it each time costs a fifth of a small cell's time.
 */
function convertWithPositions(converter: Converter): CellConverter['convert'] {
  return (previousDeclarations, source) => {
    const positions = new Map<string, CellPositions>();
    const transpileModule: typeof ts.transpileModule = (input, options) => {
      const { code, map } = splitInlineMap(input);
      const transpiled = stockTs.transpileModule(code, options);
      const { outputText } = transpiled;
      const mapAgain = () => mapOfTranspiling(code, options);
      if (map) positions.set(outputText, new CellPositions(outputText, mapAgain, map));
      return transpiled;
    };
    const converted = withPatch({ transpileModule }, () =>
      converter.convert(previousDeclarations, source),
    );
    const sidePositions = new Map<string, CellPositions>();
    for (const { path, data } of converted.sideOutputs ?? []) {
      const found = positions.get(data);
      if (found) sidePositions.set(path, found);
    }
    return {
      ...converted,
      hasToplevelAwait: converted.hasToplevelAwait || hasForAwait(source),
      positions: positions.get(converted.output ?? ''),
      sidePositions,
    };
  };
}

/**
 * Whether a cell says `for await (…)` outside of functions. tslab looks for `await` in what the
 * compiler complains of, and it does not complain of this one.
 */
function hasForAwait(source: string): boolean {
  if (!/\bfor\s+await\b/.test(source)) return false;
  const isInside = (node: TypeScript.Node): boolean => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
    if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) return true;
    return ts.forEachChild(node, isInside) ?? false;
  };
  return isInside(ts.createSourceFile('cell.ts', source, ts.ScriptTarget.ES2022));
}

function mapOfTranspiling(code: string, options: TypeScript.TranspileOptions): string {
  const compilerOptions = { ...options.compilerOptions, sourceMap: true };
  return stockTs.transpileModule(code, { ...options, compilerOptions }).sourceMapText ?? '{}';
}

const inlineMap = /\/\/# sourceMappingURL=data:application\/json;base64,([\w+/=]+)\s*$/;

function splitInlineMap(text: string): { code: string; map?: string } {
  const match = inlineMap.exec(text);
  if (!match?.[1]) return { code: text };
  return { code: text.slice(0, match.index), map: Buffer.from(match[1], 'base64').toString() };
}
