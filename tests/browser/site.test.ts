import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { ApiReference } from '../../tools/src/build/api.js';
import { systemChromium } from '../../tools/src/build/chromium.js';
import { Kept } from '../../tools/src/build/kept.js';
import type { Cell, Notebook } from '../../tools/src/notebook/notebook.js';
import { tidyNotebook } from '../../tools/src/tidy/tidyNotebook.js';
import { addBias, code, Course, lesson, markdown } from '../build/fixture.js';
import { needs } from '../support/needs.js';

const parts = {
  student: false,
  solutions: false,
  site: true,
  nbgrader: false,
  gradescope: false,
};
const second = '01-heat-maps';

const tone =
  "import { display, player } from 'unrolled';\n" +
  "display(player([{ pitch: 69, start: 0, length: 0.5 }], 'A tone'));";

/** Another lesson, which leads back to the first one. */
function secondLesson(...more: Cell[]): Notebook {
  const back = '[back](00-getting-started.ipynb#Add-a-bias)';
  const cells = [
    markdown('title', `# 01 · Heat maps\n\nGo ${back} if you like.`),
    markdown('warm', '## A warm heading\n\nA thermometer shows $a^{\\langle t\\rangle}$.'),
    code('setup', "import { heatMap, Matrix } from 'unrolled';", { role: 'setup' }),
    code('tone', tone),
    ...more,
  ];
  const untidy: Notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
  return tidyNotebook(untidy, second, [addBias]).notebook;
}

/** The first lesson without what differs from run to run. */
function firstLesson(): Notebook {
  const { cells, ...notebook } = lesson();
  return { ...notebook, cells: cells.filter(({ id }) => id !== 'clock') };
}

interface AxeResults {
  violations: { id: string; impact: string; nodes: { html: string }[] }[];
}

describe('the site', function () {
  this.timeout(300_000);
  let course: Course;
  let api: ApiReference;
  let kept: Kept;
  let storage: string;
  let browser: Browser;
  let page: Page;
  let activities: string[] = [];
  const asked: string[] = [];
  const errors: string[] = [];

  const build = (from: Course, using = kept) => {
    activities = [];
    const tell = (name: string, activity: string) => activities.push(`${name}: ${activity}`);
    return from.build({ parts, makeApi: () => Promise.resolve(api), kept: using, tell });
  };
  const open = (name: string) =>
    page.goto(pathToFileURL(join(course.out, 'site', `${name}.html`)).href);
  const heading = () => page.locator('h1').first().innerText();

  before(async function () {
    needs(this, systemChromium !== undefined, 'chromium is missing: apt install chromium');
    course = await Course.of(firstLesson());
    await course.write(secondLesson(), second);
    storage = await mkdtemp(join(tmpdir(), 'unrolled-kept-'));
    kept = new Kept(storage);
    api = await ApiReference.make();
    assert.deepEqual(await build(course), []);
    browser = await chromium.launch({ executablePath: systemChromium, args: ['--no-sandbox'] });
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
    await context.setOffline(true);
    page = await context.newPage();
    page.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      // typedoc's pages try another way where their icons can't be loaded from the disk.
      if (message.type() === 'error' && !/icons\.svg/.test(message.text()))
        errors.push(message.text());
    });
  });
  after(async () => {
    await browser?.close();
    await course?.remove();
    if (storage) await rm(storage, { recursive: true });
  });

  it('leads from its contents to the first lesson, on to the next, and back', async () => {
    await open('index');
    assert.match(await page.locator('main').innerText(), /You write addBias: 2 points/);
    await page.getByRole('link', { name: 'Getting started' }).click();
    assert.equal(await heading(), 'Getting started');
    assert.equal(await page.locator('a[rel="prev"]').count(), 0);
    await page.locator('a[rel="next"]').click();
    assert.equal(await heading(), '01 · Heat maps');
    assert.equal(await page.locator('a[rel="next"]').count(), 0);
    await page.locator('a[rel="prev"]').click();
    assert.equal(await heading(), 'Getting started');
    await page.locator('nav').getByRole('link', { name: 'Contents' }).click();
    assert.equal(await heading(), 'Unrolled');
  });

  it('plays sounds, which lie beside the page and not in it', async () => {
    await open(second);
    const source = await page.locator('audio').getAttribute('src');
    assert.match(source!, /^assets\/[0-9a-f]{16}\.wav$/);
    const seconds = await page.evaluate<number>(`new Promise((resolve, reject) => {
      const audio = document.querySelector('audio');
      audio.onerror = () => reject(new Error(audio.error.message));
      audio.oncanplaythrough = () => resolve(audio.duration);
      audio.preload = 'auto';
      audio.load();
    })`);
    assert.ok(Math.abs(seconds - 1.08) < 0.01, String(seconds));
  });

  it('shows what comes out of the exercises, and no solution', async () => {
    await open(addBias.lesson);
    await page.waitForSelector('figure.plot .main-svg');
    assert.match(await page.locator('#add-bias-check .outputs').innerText(), /2 checks agree/);
    assert.match(await page.locator('#add-bias').innerText(), /addBias is not written yet/);
    assert.match(await page.locator('#add-bias .role').innerText(), /exercise/i);
    for (const file of await readdir(join(course.out, 'site')))
      if (file.endsWith('.html'))
        assert.doesNotMatch(
          await readFile(join(course.out, 'site', file), 'utf8'),
          /sum\.set\(i, j|SOLUTION/,
        );
  });

  it('finds words of the other lesson, and leads to their section', async () => {
    await open(addBias.lesson);
    await page.keyboard.press('/');
    await page.keyboard.type('thermom');
    const found = page.locator('.found a');
    await found.first().waitFor();
    assert.deepEqual(await page.getByRole('status').allInnerTexts(), ['1 section:']);
    assert.match(await found.innerText(), /A warm heading\s+01 · Heat maps\s+A thermometer shows/);
    assert.equal(await found.locator('mark').innerText(), 'thermometer');
    await page.keyboard.press('Enter');
    await page.waitForURL(/01-heat-maps\.html#A-warm-heading$/);
    await page.fill('input[type=search]', 'nothingofthekind');
    await page.getByText('Nothing found.').waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.results').isVisible(), false);
  });

  it('leads from an import to the API reference, and from there back to the lessons', async () => {
    await open(second);
    const links = page.locator('#setup .references a');
    assert.deepEqual(await links.allInnerTexts(), ['heatMap', 'Matrix']);
    await links.first().click();
    assert.match(await heading(), /heatMap/);
    await page.getByRole('link', { name: 'Lessons' }).click();
    assert.equal(await heading(), 'Unrolled');
  });

  it('prints with its hints unfolded, as on white paper, and shows them folded again', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await open(addBias.lesson);
    await page.waitForSelector('figure.plot .main-svg');
    const look = () =>
      page.evaluate<unknown>(`[
        document.querySelector('details').open,
        getComputedStyle(document.querySelector('header')).display !== 'none',
        document.querySelector('figure.plot .gtitle').style.fill,
        document.querySelector('figure.plot .main-svg').clientWidth <= 640]`);
    const onScreen = [false, true, 'rgb(213, 217, 222)', false];
    assert.deepEqual(await look(), onScreen);
    await page.emulateMedia({ media: 'print' });
    await page.waitForFunction(`document.querySelector('.main-svg').clientWidth <= 640`);
    assert.deepEqual(await look(), [true, false, 'rgb(51, 56, 61)', true]);
    await page.emulateMedia({ media: 'screen' });
    await page.waitForFunction(`document.querySelector('.main-svg').clientWidth > 640`);
    assert.deepEqual(await look(), onScreen);
    await page.emulateMedia({ media: null, colorScheme: null });
  });

  for (const width of [1366, 390])
    it(`fits a window of ${width} pixels`, async () => {
      await page.setViewportSize({ width, height: 768 });
      for (const name of ['index', addBias.lesson, second]) {
        await open(name);
        if (name === addBias.lesson) await page.waitForSelector('figure.plot .main-svg');
        const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
        assert.ok(wide <= width, `${name} is ${wide} px wide`);
      }
    });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`is accessible in its ${colorScheme} theme`, async () => {
      await page.emulateMedia({ colorScheme });
      for (const name of ['index', addBias.lesson, second]) {
        await open(name);
        await page.fill('input[type=search]', 'heat');
        await page.locator('.found a').first().waitFor();
        await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core') });
        const { violations } = await page.evaluate<AxeResults>('axe.run({ preload: false })');
        assert.deepEqual(
          violations
            .filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .map(({ id, nodes }) => [name, id, nodes[0].html]),
          [],
        );
      }
    });

  it('asked for nothing but its own files, and found all of them', () => {
    const own = pathToFileURL(join(course.out, 'site')).href;
    assert.deepEqual(
      asked.filter((url) => !url.startsWith(own) && !/^(data|blob):/.test(url)),
      [],
    );
    assert.deepEqual(errors, []);
  });

  it('comes out the same elsewhere, with nothing kept', async () => {
    const elsewhere = await course.copy();
    try {
      await rm(elsewhere.out, { recursive: true });
      const empty = new Kept(join(storage, 'empty'));
      assert.deepEqual(await build(elsewhere, empty), []);
      const texts = async (from: Course) => {
        const entries = await readdir(join(from.out, 'site'), {
          recursive: true,
          withFileTypes: true,
        });
        const paths = entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name));
        const read = paths.map(async (path) => [
          path.slice(from.out.length),
          await readFile(path, 'latin1'),
        ]);
        return Object.fromEntries(await Promise.all(read)) as Record<string, string>;
      };
      const [one, other] = [await texts(course), await texts(elsewhere)];
      assert.deepEqual(Object.keys(one).sort(), Object.keys(other).sort());
      const differing = Object.keys(one).filter((path) => one[path] !== other[path]);
      assert.deepEqual(differing, []);
    } finally {
      await elsewhere.remove();
    }
  });

  it('executes only what has changed, and fails where a link leads nowhere', async () => {
    assert.deepEqual(await build(course), []);
    const executed = () => activities.filter((line) => line.endsWith(': executed'));
    assert.deepEqual(executed(), []);
    const before = await readFile(join(course.out, 'site', `${second}.html`), 'utf8');
    const lost = markdown('lost', '[to nowhere](00-getting-started.ipynb#No-such-place)');
    await course.write(secondLesson(lost), second);
    assert.deepEqual(await build(course), [
      {
        lesson: `build/site/${second}.html`,
        message: 'the link to 00-getting-started.html#No-such-place: has no element No-such-place',
      },
    ]);
    assert.deepEqual(executed(), [`${second}: executed`]);
    assert.equal(await readFile(join(course.out, 'site', `${second}.html`), 'utf8'), before);
  });
});
