import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exercises } from 'unrolled/checks';
import { studentCopy } from '../../tools/src/build/studentCopy.js';
import { serialize } from '../../tools/src/notebook/notebook.js';
import { lessonId, lessonSource } from '../grade/classroom.js';
import { withSources } from '../grade/fixture.js';
import { root } from '../kernel/testKernel.js';

/** Right solutions in all combinations in turn, no two notebooks alike. */
export async function handIn(submitted: string, size: number): Promise<void> {
  const blank = studentCopy(await lessonSource(), exercises);
  const inLesson = exercises.filter(({ lesson }) => lesson === lessonId);
  for (let k = 0; k < size; k++) {
    const solutions: Record<string, string> = {};
    for (const { id } of inLesson) {
      const variants = join(root, 'tests/exercises', lessonId, id);
      const right = (await readdir(variants)).filter((name) => name.startsWith('right-'));
      const text = await readFile(join(variants, right[k % right.length]), 'utf8');
      solutions[id] =
        `// notebook ${k}\n${text.replace(/^export /gm, '').replace(/^import[^;]*;/gm, '')}`;
    }
    const place = join(submitted, `student-${k}`, lessonId);
    await mkdir(place, { recursive: true });
    await writeFile(join(place, `${lessonId}.ipynb`), serialize(withSources(blank, solutions)));
  }
}

/** A file with a new seed, which makes all earlier results invalid. */
export async function freshSeed(folder: string): Promise<string> {
  const path = join(folder, 'seed');
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  await writeFile(path, `${Buffer.from(bytes).toString('hex')}\n`, { mode: 0o600 });
  return path;
}
