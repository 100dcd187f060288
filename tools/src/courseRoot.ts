import { fileURLToPath } from 'node:url';

/** The folder of the course: that of the top package.json. */
export const courseRoot = fileURLToPath(new URL('../../', import.meta.url));
