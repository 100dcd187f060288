// What a reader sees while set-up works: a line for each thing done, and a sign of life meanwhile.
import { clearInterval, setInterval } from 'node:timers';

const live = process.stdout.isTTY;
const SIGN_OF_LIFE_MS = live ? 200 : 15_000;

/** Does `work`, which is given a function to tell the latest detail, under a line that says so. */
export async function showing(title, work) {
  const start = Date.now();
  const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`;
  let detail = '';
  console.log(`▸ ${title}`);
  const timer = setInterval(() => {
    const line = `  ${seconds()}  ${detail}`.slice(0, (process.stdout.columns || 80) - 1);
    if (live) process.stdout.write(`\r\x1b[K${line}`);
    else console.log(line);
  }, SIGN_OF_LIFE_MS);
  let outcome = 'failed';
  try {
    const result = await work((text) => (detail = text));
    outcome = 'done';
    return result;
  } finally {
    clearInterval(timer);
    if (live) process.stdout.write('\r\x1b[K');
    console.log(`  ${outcome} after ${seconds()}`);
  }
}
