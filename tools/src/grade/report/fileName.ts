import { createHash } from 'node:crypto';

/** A safe file name, without ending, that no two texts share, whatever they are. */
export function fileName(text: string): string {
  const readable = text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 8);
  return `${readable === '' ? 'student' : readable}-${digest}`;
}
