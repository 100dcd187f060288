/* global document, location, MiniSearch, URL */
// Searches all pages, by sections. What it searches in is loaded when the reader goes to the field:
// as scripts, because a page that was opened from the disk may read nothing else.
const here = new URL('.', document.currentScript.src);
const form = document.querySelector('.search');
const field = form.querySelector('input');
const results = form.querySelector('.results');
const found = results.querySelector('.found');
const count = results.querySelector('[role="status"]');
const most = 20;
form.hidden = false;

function load(name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL(name, here);
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${script.src} can't be loaded`));
    document.head.append(script);
  });
}

let index;
async function makeIndex() {
  await Promise.all([load('minisearch.js'), load('sections.js')]);
  const made = new MiniSearch({
    fields: ['heading', 'text'],
    searchOptions: {
      boost: { heading: 3 },
      combineWith: 'AND',
      prefix: true,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    },
  });
  made.addAll(globalThis.sections.map((section, id) => ({ id, ...section })));
  return made;
}

async function search() {
  const query = field.value.trim();
  const hits = query === '' ? [] : (await (index ??= makeIndex())).search(query);
  // Meanwhile the reader may have typed on.
  if (query !== field.value.trim()) return;
  results.hidden = query === '';
  found.replaceChildren(...hits.slice(0, most).map(entry));
  count.textContent =
    hits.length === 0
      ? 'Nothing found.'
      : hits.length > most
        ? `The best ${most} of ${hits.length} sections:`
        : `${hits.length} ${hits.length === 1 ? 'section' : 'sections'}:`;
}

function entry({ id, terms }) {
  const { href, lesson, heading, text } = globalThis.sections[id];
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = href;
  link.append(element('strong', heading), element('small', lesson), excerpt(text, terms));
  item.append(link);
  return item;
}

/** The first place where one of the terms stands, with the terms marked. */
function excerpt(text, terms) {
  const escaped = terms.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`(${escaped.join('|')})`, 'i');
  const start = Math.max(0, text.search(pattern) - 40);
  const piece = `${start > 0 ? '… ' : ''}${text.slice(start, start + 140)} …`;
  const paragraph = element('span', '');
  piece
    .split(pattern)
    .forEach((part, i) => paragraph.append(i % 2 === 1 ? element('mark', part) : part));
  return paragraph;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

field.addEventListener('focus', () => (index ??= makeIndex()), { once: true });
field.addEventListener('input', search);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  const first = found.querySelector('a');
  if (first) location.href = first.href;
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    field.value = '';
    search();
  } else if (event.key === '/' && !event.target.closest('input, textarea')) {
    event.preventDefault();
    field.focus();
  }
});
// A result on the page itself leads to a place that the list would cover.
found.addEventListener('click', () => {
  field.value = '';
  search();
});
