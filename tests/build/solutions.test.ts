import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { systemChromium } from '../../tools/src/build/chromium.js';
import { courseRoot } from '../../tools/src/courseRoot.js';
import { hasTag } from '../../tools/src/notebook/metadata.js';
import {
  parseNotebook,
  serialize,
  type Notebook,
  type Output,
} from '../../tools/src/notebook/notebook.js';
import { needs } from '../support/needs.js';
import { Course, edited, lesson } from './fixture.js';

const kernel = join(courseRoot, '.venv', 'share', 'jupyter', 'kernels', 'tslab', 'kernel.json');
const parts = { student: false, solutions: true, site: false, nbgrader: false, gradescope: false };

interface AxeResults {
  violations: { id: string; nodes: { html: string }[] }[];
}

/** Without what differs from run to run. */
function comparable(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) =>
    cell.cell_type === 'code' && hasTag(cell, 'timing') ? { ...cell, outputs: [] } : cell,
  );
  return serialize({ ...notebook, cells });
}

/** What its output says that the picture measures on the page, at one and a half times that size. */
function sizeToBe(output: Output | undefined): [number, number] {
  const { width, height } = (output?.['metadata'] as Record<string, Record<string, number>>)[
    'image/jpeg'
  ];
  return [width * 1.5, height * 1.5];
}

describe('building the solutions', function () {
  this.timeout(300_000);
  let course: Course;
  let twin: Course;
  const read = (from: Course) =>
    readFile(join(from.out, 'solutions', '00-getting-started.ipynb'), 'utf8');
  const files = (from: Course) => readdir(join(from.out, 'solutions'), { recursive: true });

  before(async function () {
    needs(this, existsSync(kernel), 'the kernel is not installed: npm run setup');
    course = await Course.of(lesson());
    twin = await course.copy();
    const problems = await Promise.all([course, twin].map((one) => one.build({ parts })));
    assert.deepEqual(problems, [[], []]);
  });
  after(() => Promise.all([course?.remove(), twin?.remove()]));

  it('runs every cell and keeps its outputs, without times', async () => {
    const text = await read(course);
    const { cells } = parseNotebook(text);
    const outputs = new Map(
      cells.map((cell) => [cell.id, cell.cell_type === 'code' ? cell.outputs : []]),
    );
    assert.deepEqual(outputs.get('text')?.[0]?.['text'], [
      '<b>not bold</b>\n',
      'second line\n',
      'wide '.repeat(100) + '\n',
    ]);
    const [plot] = outputs.get('plot') ?? [];
    // For what draws no plots; they show HTML rather than a picture where they have both.
    const data = plot?.['data'] as Record<string, string>;
    assert.deepEqual(Object.keys(data), [
      'application/vnd.plotly.v1+json',
      'image/jpeg',
      'text/plain',
    ]);
    const picture = Buffer.from(data['image/jpeg'], 'base64');
    // The head of a JPEG's frame: two bytes of marker, two of length, one of precision.
    const frame = picture.indexOf(Buffer.from([0xff, 0xc0]));
    const [height, width] = [picture.readUInt16BE(frame + 5), picture.readUInt16BE(frame + 7)];
    assert.deepEqual([width, height], sizeToBe(plot));
    assert.doesNotMatch(text, /iopub|shell\.execute_reply/);
    assert.equal(serialize(parseNotebook(text)), text);
  });

  it('comes out the same in another run and place', async () => {
    const [one, other] = await Promise.all([course, twin].map(read));
    assert.equal(comparable(parseNotebook(one)), comparable(parseNotebook(other)));
    assert.deepEqual(await files(course), await files(twin));
  });

  it('fails where a cell fails, names it, shows its error and keeps what was built', async () => {
    const before = await read(twin);
    await twin.write(edited('add-bias', (text) => `${text}\nthrow new RangeError('wrong shape');`));
    const [problem, ...others] = await twin.build({ parts });
    assert.deepEqual(others, []);
    assert.match(problem?.message ?? '', /exercise add-bias: cell add-bias fails:/);
    assert.match(problem?.message ?? '', /RangeError: wrong shape/);
    assert.equal(await read(twin), before);
    assert.deepEqual(await readdir(twin.out), ['solutions']);
  });

  it('can be interrupted, even in an endless loop, and then leaves nothing half made', async () => {
    await twin.write(edited('setup', (text) => `${text}\nwhile (true);`));
    const before = await read(twin);
    const interrupt = new AbortController();
    const tell = (_: string, activity: string) => {
      if (activity.startsWith('running cell 3')) setTimeout(() => interrupt.abort(), 300);
    };
    await assert.rejects(twin.build({ parts, tell, signal: interrupt.signal }), /abort/);
    assert.equal(await read(twin), before);
    assert.deepEqual(await readdir(twin.out), ['solutions']);
  });

  describe('as a page, without a network', () => {
    let browser: Browser;
    let page: Page;
    const asked: string[] = [];
    const errors: string[] = [];

    before(async function () {
      needs(this, systemChromium !== undefined, 'chromium is missing: apt install chromium');
      browser = await chromium.launch({ executablePath: systemChromium, args: ['--no-sandbox'] });
      const context = await browser.newContext({ viewport: { width: 900, height: 800 } });
      await context.setOffline(true);
      page = await context.newPage();
      page.on('request', (request) => asked.push(request.url()));
      page.on('requestfailed', (request) => errors.push(`failed: ${request.url()}`));
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      const path = join(course.out, 'solutions', '00-getting-started.html');
      await page.goto(pathToFileURL(path).href);
      await page.waitForSelector('figure.plot .main-svg');
    });
    after(() => browser?.close());

    it('asks for nothing but files beside it, and finds all of them', () => {
      assert.deepEqual(
        asked.filter((url) => !/^(file|data|blob):/.test(url)),
        [],
      );
      assert.deepEqual(errors, []);
    });

    it('draws each plot once, with its title and a description', async () => {
      const plots = page.locator('figure.plot');
      assert.equal(await plots.count(), 1);
      assert.equal(
        await plots.first().getAttribute('aria-label'),
        'A heat map of four sums, "quoted" & <odd>',
      );
      assert.equal(await plots.first().locator('.heatmaplayer image').count(), 1);
      assert.match((await plots.first().locator('.gtitle').textContent()) ?? '', /Sums <\/script>/);
      const html = await page.content();
      assert.equal(html.match(/plotly\.min\.js/g)?.length, 1);
    });

    it('sets equations, in hints and tables too, with KaTeX fonts and MathML', async () => {
      assert.equal(await page.locator('.katex-display').count(), 1);
      assert.equal(await page.locator('details .katex').count(), 3);
      assert.equal(await page.locator('math').count(), 5);
      assert.ok(await page.evaluate("document.fonts.check('16px KaTeX_Math')"));
      assert.doesNotMatch(
        await page.locator('.cell.text').allInnerTexts().then(String),
        /\$|\\cdot/,
      );
    });

    it('unfolds hints', async () => {
      const hint = page.locator('details').first();
      const text = hint.getByText('a row');
      assert.equal(await text.isVisible(), false);
      await hint.locator('summary').click();
      assert.equal(await text.isVisible(), true);
    });

    it('shows the last value of a cell', async () => {
      assert.match(await page.locator('#value .outputs').innerText(), /six: 6/);
    });

    it('shows printed text as text, and scrolls what is wide', async () => {
      assert.equal((await page.getByText('<b>not bold</b>', { exact: false }).count()) > 0, true);
      const [wide, window] = await page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, window.innerWidth]',
      );
      assert.ok(wide <= window, `the page is ${wide} px wide in a window of ${window}`);
    });

    for (const colorScheme of ['light', 'dark'] as const)
      it(`is accessible in its ${colorScheme} theme`, async () => {
        await page.emulateMedia({ colorScheme });
        const axe = createRequire(import.meta.url).resolve('axe-core');
        await page.addScriptTag({ path: axe });
        // Outputs are the cells' own; so are the colours in them.
        const results = await page.evaluate<AxeResults>(
          "axe.run({ exclude: ['.outputs'] }, { runOnly: ['wcag2a', 'wcag2aa', 'best-practice'] })",
        );
        assert.deepEqual(
          results.violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
          [],
        );
      });
  });
});
