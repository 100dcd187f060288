import { existsSync } from 'node:fs';

/** The system's browser, or undefined: tests download none. */
export const systemChromium = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find(existsSync);
