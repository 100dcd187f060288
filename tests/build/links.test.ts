import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findBrokenLinks } from '../../tools/src/build/links.js';

describe('the check of links', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unrolled-links-'));
    await write('there.html', '<h1 id="1.-Ωmega">There</h1>');
    await write('images/a b.svg', '<svg/>');
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }

  const fine = [
    '<a href="there.html">',
    '<a href="there.html#1.-Ωmega">',
    '<a href="there.html#1.-%CE%A9mega">',
    '<a href="#here"><p id="here">',
    '<a href="#">',
    '<img src="images/a%20b.svg">',
    '<img src="data:image/png;base64,AAAA">',
    '<a href="https://example.org/#not-looked-at">',
    '<a href="unbuilt.html#anything">',
    '<script>const text = \'<a href="gone.html">\';</script>',
  ];
  for (const html of fine)
    it(`lets ${html} pass`, async () => {
      await write('page.html', html);
      assert.deepEqual(await findBrokenLinks(folder, new Set(['unbuilt.html'])), []);
    });

  const broken: [html: string, message: RegExp][] = [
    ['<a href="gone.html">', /^the link to gone\.html: is not there$/],
    ['<a href="there.html#nowhere">', /^the link to there\.html#nowhere: has no element nowhere$/],
    ['<a href="#nowhere">', /#nowhere/],
    ['<img src="images/gone.svg">', /gone\.svg/],
    ['<a href="../page.html">', /is not there/],
    ['<a href="/there.html">', /outside of the site/],
    ['<script src="https://example.org/a.js"></script>', /outside of the site/],
    ['<script src="//example.org/a.js"></script>', /outside of the site/],
    ['<link href="https://example.org/a.css" rel="stylesheet">', /outside of the site/],
    ['<img src="file:///etc/passwd">', /outside of the site/],
  ];
  for (const [html, message] of broken)
    it(`names ${html} and its page`, async () => {
      await write('deep/page.html', html.replace(/"(there|images)/, '"../$1'));
      const found = await findBrokenLinks(folder, new Set());
      assert.equal(found.length, 1, JSON.stringify(found));
      assert.equal(found[0].page, 'deep/page.html');
      assert.match(found[0].message.replace('../there', 'there'), message);
    });
});
