import { readdir, readFile } from 'node:fs/promises';
import { join, posix, relative, sep } from 'node:path';
import { readHtml } from './html.js';

/** A reference that leads nowhere. */
export interface BrokenLink {
  readonly page: string;
  readonly message: string;
}

/**
 * Checks what the pages below a folder refer to: each link must lead to a file of the folder and to
 * an element in it, or to a whole address elsewhere, and nothing may be loaded from elsewhere.
 *
 * @param absent pages that may be missing: those of lessons that are still to be built
 */
export async function findBrokenLinks(
  folder: string,
  absent: ReadonlySet<string>,
): Promise<BrokenLink[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const pages = new Map(
    await Promise.all(
      files
        .filter((file) => file.endsWith('.html'))
        .map(async (file) => [file, readHtml(await readFile(join(folder, file), 'utf8'))] as const),
    ),
  );
  const targets = new Map([...pages].map(([page, { ids }]) => [page, new Set(ids)]));
  const isThere = new Set(files);

  const problemOf = (page: string, to: string, loads: boolean): string | undefined => {
    if (to.startsWith('data:')) return undefined;
    if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(to))
      return loads || to.startsWith('/') ? 'lies outside of the site' : undefined;
    const [path, anchor] = to.split('#').map(decodeURIComponent);
    const file = path === '' ? page : posix.join(posix.dirname(page), path);
    if (absent.has(file)) return undefined;
    if (!isThere.has(file)) return 'is not there';
    const elements = targets.get(file);
    return anchor && elements && !elements.has(anchor) ? `has no element ${anchor}` : undefined;
  };
  return [...pages].flatMap(([page, { links }]) =>
    links.flatMap(({ to, loads }) => {
      const problem = problemOf(page, to, loads);
      return problem === undefined ? [] : [{ page, message: `the link to ${to}: ${problem}` }];
    }),
  );
}
