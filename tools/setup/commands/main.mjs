import { parseArgs } from 'node:util';
import { explain, Problem } from '../problem.mjs';

/** Runs a command to its end. Whatever goes wrong becomes one line, and the exit status 1. */
export async function main(name, work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    const shown = explain(error, name);
    if (shown.output) console.error(lastLines(shown.output, 20));
    console.error(`${name}: ${shown.name === 'Problem' ? shown.message : shown.stack}`);
    process.exitCode = 1;
  }
}

/** The options given to `npm start` and `npm run setup`: no others, and no further words. */
export function optionsOf(name, options) {
  try {
    return parseArgs({ options: { ...options, help: { type: 'boolean', short: 'h' } } }).values;
  } catch (error) {
    throw new Problem(`${error.message.split('. ')[0]}. \`${name} -- --help\` lists the options.`);
  }
}

function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
