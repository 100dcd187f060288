import { join, relative } from 'node:path';
import ts from 'typescript';
import { library } from '../grade/library.js';
import { CourseProblem } from './problem.js';

/** How many errors are told: the first ones are usually the cause of the rest. */
const mostErrors = 5;

/**
 * Checks the types of a teacher's checks, and that each exports an `exercise`.
 * @throws CourseProblem with file, line and column of what is wrong
 */
export function checkTypes(files: readonly string[], folder: string): void {
  // A file that is nowhere but here asks of each of the others that it exports an exercise.
  const asking = join(folder, 'checks', '.exercises.ts');
  const text = [
    "import type { Exercise } from 'unrolled/checks';",
    ...files.flatMap((file, i) => [
      `import { exercise as exercise${i} } from ${JSON.stringify(file)};`,
      `export const isExercise${i}: Exercise = exercise${i};`,
    ]),
  ].join('\n');
  const options: ts.CompilerOptions = {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: ['node'],
    typeRoots: [join(library, '../node_modules/@types')],
    paths: {
      unrolled: [join(library, 'dist/index.d.ts')],
      'unrolled/checks': [join(library, 'dist/checks/index.d.ts')],
    },
  };
  const host = ts.createCompilerHost(options);
  const stock = { ...host };
  host.fileExists = (path) => path === asking || stock.fileExists(path);
  host.getSourceFile = (path, ...rest) =>
    path === asking
      ? ts.createSourceFile(path, text, ts.ScriptTarget.ES2022)
      : stock.getSourceFile(path, ...rest);
  const program = ts.createProgram([asking, ...files], options, host);
  const errors = program
    .getSourceFiles()
    .filter(({ fileName }) => !fileName.endsWith('.d.ts') && !fileName.includes('node_modules'))
    .flatMap((source) => [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ])
    .map(({ file, start = 0, messageText }) => {
      const message = ts.flattenDiagnosticMessageText(messageText, '\n    ');
      if (file === undefined) return message;
      const { line, character } = file.getLineAndCharacterOfPosition(start);
      const place =
        file.fileName === asking
          ? `${relative(folder, files[Math.floor((line - 1) / 2)])}: its export \`exercise\``
          : `${relative(folder, file.fileName)}:${line + 1}:${character + 1}`;
      return `${place}: ${message}`;
    });
  if (errors.length === 0) return;
  const more = errors.length - mostErrors;
  const told = [...errors.slice(0, mostErrors), ...(more > 0 ? [`… and ${more} more`] : [])];
  throw new CourseProblem(`in ${folder}:\n  ${told.join('\n  ')}`);
}
