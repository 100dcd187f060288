import { Command } from 'commander';
import { styleText } from 'node:util';
import { diskSpace } from './diskSpace.js';
import type { Examination, Finding } from './finding.js';
import { kernel } from './kernel.js';
import { node } from './node.js';
import { plots } from './plots.js';
import { python } from './python.js';
import { sandbox } from './sandbox.js';
import { simd } from './simd.js';
import { tensorflow } from './tensorflow.js';

const examinations = [node, python, kernel, tensorflow, plots, sandbox, simd, diskSpace];

export const doctor = new Command('doctor')
  .summary('Examine this machine, and say how to mend what is missing.')
  .description(
    'Examines what the course stands on: Node, Python, the TypeScript kernel (starts it and runs a ' +
      "cell), tfjs-node (multiplies matrices), JupyterLab's plot renderer, the grader's sandbox, " +
      'WebAssembly SIMD, disk space. Says of each how to mend it.',
  )
  .option('--json', 'print the findings as JSON, for programs')
  .addHelpText(
    'after',
    `
Exit status: 0 when the lessons work here, with or without warnings; 1 when they do not.
A warning names what is slower or can't be done: without a sandbox nobody's work can be graded.

JSON: { "version": 1, "ok": true, "findings": [
  { "id": "node", "title": "Node", "status": "ok" | "warning" | "problem", "found": "…", "remedy"?: "…" } ] }`,
  )
  .action(async ({ json }: { json?: boolean }) => {
    const findings = examinations.map(report);
    if (!json) for (const finding of findings) console.log(paragraph(await finding));
    const all = await Promise.all(findings);
    const ok = all.every(({ status }) => status !== 'problem');
    if (json) console.log(JSON.stringify({ version: 1, ok, findings: all }, null, 2));
    else console.log(`\n${conclusion(all)}`);
    process.exitCode = ok ? 0 : 1;
  });

async function report(examination: Examination): Promise<Finding> {
  const { id, title } = examination;
  try {
    return { id, title, ...(await examination.examine()) };
  } catch (error) {
    const found = `could not be examined: ${error instanceof Error ? error.message : String(error)}`;
    return { id, title, status: 'problem', found, remedy: 'Run `npm run setup`, and this again.' };
  }
}

const signs = { ok: ['✓', 'green'], warning: ['!', 'yellow'], problem: ['✗', 'red'] } as const;

function sign(status: Finding['status']): string {
  const [text, colour] = signs[status];
  return process.stdout.isTTY && !process.env.NO_COLOR ? styleText(colour, text) : text;
}

function paragraph({ title, status, found, remedy }: Finding): string {
  const lines = [`${sign(status)} ${title.padEnd(18)}${found}`];
  if (remedy) lines.push(`${' '.repeat(20)}→ ${remedy}`);
  return lines.join('\n');
}

function conclusion(findings: readonly Finding[]): string {
  const count = (status: Finding['status']) =>
    findings.filter((finding) => finding.status === status).length;
  const [warnings, problems] = [count('warning'), count('problem')];
  if (problems > 0)
    return `The lessons do not work here yet: ${problems} to mend (✗). What to do stands at each.`;
  return warnings > 0
    ? `The lessons work here; ${warnings} could be better (!).`
    : 'Everything is as it should be.';
}
