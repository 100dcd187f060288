import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { systemChromium } from '../../tools/src/build/chromium.js';
import { writeReport } from '../../tools/src/grade/report/write.js';
import type { SubmissionResult } from '../../tools/src/grade/results.js';
import { needs } from '../support/needs.js';

/** Texts that run as scripts where they are not escaped. */
const injections = [
  '<script>window.hacked = true</script>',
  '"><img src=x onerror="window.hacked = true">',
  "' onmouseover='window.hacked = true",
  '</pre></style></title><svg onload="window.hacked = true">',
  'javascript:window.hacked = true',
  '</script><script>window.hacked = true</script>',
  '${window.hacked = true}',
];

/** A student whose every text is an injection. */
function hostile(text: string, index: number): SubmissionResult {
  const failed = { title: text, max: 1, score: 0, status: 'failed' as const, message: text };
  return {
    student: text,
    lesson: index % 2 === 0 ? '02-recurrent-networks' : text,
    score: index,
    max: 10,
    status: index % 3 === 0 ? 'error' : 'graded',
    message: text,
    notes: [text],
    adjustments: [{ kind: 'manual', points: 1, message: text }],
    exercises: [0, 1].map((k) => ({
      id: `${text}${k}`,
      score: 0,
      max: 1,
      status: 'failed',
      message: text,
      printed: text,
      seconds: 9,
      checks: [{ id: text, mistake: 'one and the same', ...failed }],
    })),
  };
}

describe('the report in a browser', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'unrolled-report-'));
  let browser: Browser | undefined;
  let page: Page;
  const complaints: string[] = [];

  before(async function () {
    needs(this, systemChromium !== undefined, 'no Chromium or Chrome is installed');
    await writeReport(folder, injections.map(hostile), undefined);
    browser = await chromium.launch({
      executablePath: systemChromium,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    page.on('dialog', (dialog) => void dialog.dismiss());
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = (path: string) => page.goto(pathToFileURL(join(folder, path)).href);
  const isHacked = () => page.evaluate<boolean>(`'hacked' in window`);

  it('runs no script of a student, on any page', async () => {
    await open('index.html');
    assert.equal(await isHacked(), false);
    const paths = await page.evaluate<string[]>(
      `[...document.querySelectorAll('td:first-child a')].map((a) => a.getAttribute('href'))`,
    );
    assert.equal(new Set(paths).size, injections.length);
    for (const path of paths) {
      await open(path);
      assert.ok(injections.includes(await page.locator('h1').innerText()));
      for (const details of await page.locator('summary').all()) await details.click();
      await page.mouse.move(100, 100);
      assert.equal(await isHacked(), false, path);
    }
    assert.deepEqual(complaints, []);
  });

  it('sorts its tables, up and down', async () => {
    await open('index.html');
    const table = page.locator('table').first();
    const points = async () => {
      const cells = await table.locator('tbody td:nth-child(2)').allInnerTexts();
      return cells.map((text) => parseInt(text, 10));
    };
    const head = table.getByRole('button', { name: 'Points' });
    await head.click();
    const up = await points();
    assert.deepEqual(
      up,
      [...up].sort((a, b) => a - b),
    );
    await head.click();
    assert.deepEqual(await points(), [...up].reverse());
    assert.equal(await table.locator('th').nth(1).getAttribute('aria-sort'), 'descending');
  });

  it('fits a phone', async () => {
    await open('index.html');
    const tooWide = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    assert.equal(tooWide, 0, `${tooWide} pixels too wide`);
  });
});
