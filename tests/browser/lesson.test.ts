import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { exercises } from 'unrolled/checks';
import { systemChromium } from '../../tools/src/build/chromium.js';
import { parseNotebook } from '../../tools/src/notebook/notebook.js';
import { needs } from '../support/needs.js';

const root = join(import.meta.dirname, '../..');
const lesson = '02-recurrent-networks';

/** A busy machine takes its time; the test's own limit ends what never comes. */
const patience = { timeout: 200_000 };

/** JupyterLab on a folder of its own with the lesson's source, as `npm start` runs it. */
class Lab {
  readonly folder = mkdtempSync(join(tmpdir(), 'unrolled-browser-'));
  private child: ChildProcess | undefined;

  async start(): Promise<string> {
    for (const name of [`${lesson}.ipynb`, 'images']) {
      cpSync(join(root, 'notebooks', name), join(this.folder, 'work', name), { recursive: true });
    }
    // All cells in the page at once, also those far below the window.
    const settings = join(this.folder, 'settings');
    const tracker = join(settings, '@jupyterlab/notebook-extension/tracker.jupyterlab-settings');
    mkdirSync(dirname(tracker), { recursive: true });
    writeFileSync(tracker, '{"windowingMode": "none"}');
    const script = `
      import { runJupyterLab } from ${JSON.stringify(join(root, 'tools/dist/start/jupyterLab.js'))};
      await runJupyterLab({ folder: process.argv[1], browser: false }, (url) => console.log(url));`;
    const child = spawn(
      process.execPath,
      ['--input-type=module', '-e', script, join(this.folder, 'work')],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, JUPYTERLAB_SETTINGS_DIR: settings },
      },
    );
    this.child = child;
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return line.toString().trim();
  }

  async stop(): Promise<void> {
    if (this.child?.exitCode === null) {
      this.child.kill('SIGTERM');
      await once(this.child, 'exit');
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

describe('lesson 02 in a browser', function () {
  this.timeout(240_000);
  const lab = new Lab();
  let browser: Browser | undefined;
  let page: Page;
  const outside: string[] = [];

  before(async function () {
    needs(this, systemChromium !== undefined, 'no Chromium or Chrome is installed');
    const address = await lab.start();
    browser = await chromium.launch({
      executablePath: systemChromium,
      // As root, or in a container, Chromium's own sandbox can't be set up; only this lesson is shown.
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await page.route(
      (url) => url.hostname !== 'localhost',
      (route) => {
        outside.push(route.request().url());
        return route.abort();
      },
    );
    await page.goto(address.replace('/lab?', `/lab/tree/${lesson}.ipynb?`));
    await page.locator('.jp-NotebookPanel').waitFor();
    // Run before the kernel is there, and JupyterLab asks which one to take.
    await page.getByText('TypeScript | Idle').waitFor(patience);
    await page.getByRole('menuitem', { name: 'Run', exact: true }).click();
    await page.getByText('Run All Cells', { exact: true }).click();
    await allCellsHaveRun(page);
  });

  after(async () => {
    if (page !== undefined) {
      mkdirSync(join(root, 'build'), { recursive: true });
      await page.screenshot({ path: join(root, 'build/lesson-02-in-jupyterlab.png') });
    }
    await browser?.close();
    await lab.stop();
  });

  it('every cell runs without an error', async () => {
    const errors = page.locator('[data-mime-type="application/vnd.jupyter.error"]');
    assert.deepEqual(await errors.allInnerTexts(), []);
    const warnings = page.locator('[data-mime-type="application/vnd.jupyter.stderr"]');
    assert.deepEqual(await warnings.allInnerTexts(), []);
  });

  it('every check is green', async () => {
    const output = await page.locator('.jp-OutputArea').allInnerTexts();
    const text = output.join('\n');
    for (const { lesson: of, functionName, checks } of exercises) {
      if (of !== lesson) continue;
      const all = `✓ ${functionName}: all ${checks.length} checks agree with tf.js`;
      assert.ok(text.includes(all), all);
    }
    assert.doesNotMatch(text, /✗/);
  });

  it('every plot is drawn', async () => {
    const source = readFileSync(join(root, 'notebooks', `${lesson}.ipynb`), 'utf8');
    const shown = parseNotebook(source).cells.filter(
      (cell) => cell.cell_type === 'code' && /\bshow\(/.test(cell.source),
    );
    const plots = page.locator('.js-plotly-plot .main-svg');
    assert.ok(shown.length > 0);
    assert.ok((await page.locator('.js-plotly-plot').count()) >= shown.length);
    for (const plot of await plots.all()) {
      const box = await plot.boundingBox();
      assert.ok(box === null || (box.width > 100 && box.height > 100), JSON.stringify(box));
    }
  });

  it('every drawing is there', async () => {
    const broken = await page.evaluate<string[]>(`
      [...document.querySelectorAll('.jp-RenderedMarkdown img')]
        .filter((image) => !image.complete || image.naturalWidth === 0)
        .map((image) => image.alt)`);
    assert.ok((await page.locator('.jp-RenderedMarkdown img').count()) > 0);
    assert.deepEqual(broken, []);
  });

  it('nothing is asked of any other machine', () => {
    assert.deepEqual(outside, []);
  });
});

/** Waits until no code cell is waiting or running, and the last one has its number. */
async function allCellsHaveRun(page: Page): Promise<void> {
  await page.waitForFunction(
    String.raw`(() => {
      const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')];
      return prompts.length > 0 && prompts.every((p) => /^\[\d+\]:$/.test(p.textContent.trim()));
    })()`,
    undefined,
    { ...patience, polling: 500 },
  );
}
