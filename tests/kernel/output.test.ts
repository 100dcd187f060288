import assert from 'node:assert/strict';
import { needPython, TestKernel } from './testKernel.js';

describe('kernel: output', function () {
  this.timeout(60_000);
  let kernel: TestKernel;

  before(async function () {
    needPython(this);
    kernel = await TestKernel.start();
    await kernel.run("import { display, newDisplay } from 'tslab';");
  });
  after(async () => {
    await kernel?.stop();
  });

  it('brings 20,000 lines in order, with displays in between', async () => {
    const { messages, reply } = await kernel.run(
      "for (let i = 0; i < 20_000; i++) {\n  console.log('line', i);\n  if (i % 500 === 499) display.html(`after ${i}`);\n}",
    );
    const seen = messages
      .map(({ type, content }) => {
        if (type === 'stream') return content.text;
        return type === 'display_data' ? `${String(content.data?.['text/html'])}\n` : '';
      })
      .join('');
    const sent = Array.from(
      { length: 20_000 },
      (_, i) => `line ${i}\n${i % 500 === 499 ? `after ${i}\n` : ''}`,
    );
    assert.equal(seen, sent.join(''));
    assert.equal(reply.status, 'ok');
    assert.ok(messages.length < 200, `${messages.length} messages: the lines were not gathered`);
  });

  it('loses none of 5,000 displays', async () => {
    const { messages } = await kernel.run('for (let i = 0; i < 5_000; i++) display.text(`${i}`);');
    const shown = messages.filter(({ type }) => type === 'display_data');
    assert.deepEqual(
      shown.map(({ content }) => content.data?.['text/plain']),
      Array.from({ length: 5_000 }, (_, i) => `${i}`),
    );
  });

  it('shows a line at once, though the cell goes on without a pause', async () => {
    // The interrupt comes first if the line does not; what is printed after it would be lost.
    const cell = `console.log('started');
      const end = Date.now() + 60_000;
      while (Date.now() < end) {}`;
    const { messages } = await kernel.run(cell, { interrupt_after: 0.5 });
    const order = messages.map(({ type }) => type).filter((type) => /stream|error/.test(type));
    assert.deepEqual(order, ['stream', 'error']);
  });

  it('keeps stdout and stderr apart, and in order', async () => {
    const { messages } = await kernel.run(
      "console.log('a'); console.error('b'); console.log('c');",
    );
    const streams = messages.filter(({ type }) => type === 'stream');
    assert.deepEqual(
      streams.map(({ content }) => [content.name, content.text]),
      [
        ['stdout', 'a\n'],
        ['stderr', 'b\n'],
        ['stdout', 'c\n'],
      ],
    );
  });

  it('gives the last value as the result, and nothing for undefined', async () => {
    const resultOf = async (code: string) => (await kernel.run(code)).result;
    assert.equal(await resultOf("'text'"), "'text'");
    assert.equal(await resultOf('[1, 2].map((x) => x * 2)'), '[ 2, 4 ]');
    assert.equal(await resultOf('null'), 'null');
    assert.equal(await resultOf('undefined'), undefined);
    assert.equal(await resultOf('const quiet = 1'), undefined);
    assert.equal(await resultOf('await Promise.resolve(3)'), '3');
    const matrix = await kernel.run("import { Matrix } from 'unrolled';\nMatrix.from([[1, 2]])");
    assert.match(String(matrix.result), /1 +2/);
    assert.equal(matrix.printed(), '');
    assert.equal(matrix.all('execute_result')[0]?.execution_count, matrix.reply.execution_count);
  });

  it('knows the variables of earlier cells in shorthand properties', async () => {
    await kernel.run("const cat = 'singular'; let cats = 'plural'; let mice: string;");
    const { result } = await kernel.run('({ cat, more: { cats }, both: [{ cat, cats }] })');
    assert.equal(
      result,
      "{\n  cat: 'singular',\n  more: { cats: 'plural' },\n  both: [ { cat: 'singular', cats: 'plural' } ]\n}",
    );
    await kernel.run(
      "({ cats, mice = 'none' } = { cats: 'many' } as { cats: string; mice?: string });",
    );
    assert.equal((await kernel.run('`${cats} ${mice}`')).result, "'many none'");
  });

  it('takes apart values whose type an earlier cell declared', async () => {
    await kernel.run('interface Sentence { subject: string; verb?: { form: string } }');
    await kernel.run("const sentence: Sentence = { subject: 'cat', verb: { form: 'was' } };");
    const cell = `
      const { subject: noun, verb: { form: verb } = { form: 'is' } } = sentence;
      const read = ({ subject: who }: Sentence) => who;
      let again: string;
      ({ subject: again } = sentence);
      [noun, verb, read(sentence), again].join(' ')`;
    assert.equal((await kernel.run(cell)).result, "'cat was cat cat'");
  });

  it('awaits in a loop over what comes later, outside of functions and inside', async () => {
    const declared = await kernel.run(
      'async function* later() { for (let i = 1; i < 4; i++) yield i; }\n' +
        'async function sum() {\n  let all = 0;\n  for await (const i of later()) all += i;\n  return all;\n}',
    );
    assert.equal(declared.reply.status, 'ok', declared.error);
    const { error, reply } = await kernel.run(
      'let seen = 0;\nfor await (const i of later()) {\n  seen += i;\n}',
    );
    assert.equal(reply.status, 'ok', error);
    const { result } = await kernel.run('[seen, await sum()]');
    assert.equal(result, '[ 6, 6 ]');
  });

  it('shows a value that knows how as the MIME bundle that it gives', async () => {
    const cell = `class Plot {
        [Symbol.for('Jupyter.display')]() {
          return {
            'application/vnd.plotly.v1+json': { data: [], layout: {} },
            'text/html': '<b>plot</b>',
            'image/png': 'iVBORw0KGgo=',
          };
        }
      }
      new Plot()`;
    const [result] = (await kernel.run(cell)).all('execute_result');
    assert.deepEqual(result?.data, {
      'application/vnd.plotly.v1+json': { data: [], layout: {} },
      'text/html': '<b>plot</b>',
      'image/png': 'iVBORw0KGgo=',
      'text/plain': 'Plot {}',
    });
  });

  it("sends a library's plot, HTML and PNG in one bundle through tslab's own way", async () => {
    const bundle = "{ 'text/html': '<i>', 'image/png': 'aGk=', 'text/plain': 'plot' }";
    const answer = await kernel.run(
      `require('tslab/dist/jupyter').lastWriteDisplayData({ data: ${bundle}, metadata: {}, transient: {} }, false)`,
    );
    assert.deepEqual(answer.all('display_data')[0]?.data, {
      'text/html': '<i>',
      'image/png': 'aGk=',
      'text/plain': 'plot',
    });
  });

  it('updates a display', async () => {
    const answer = await kernel.run(
      "const bar = newDisplay();\nbar.html('0 %');\nconsole.log('between');\nbar.html('100 %');",
    );
    const [shown] = answer.all('display_data');
    const [update] = answer.all('update_display_data');
    assert.equal(shown?.data?.['text/html'], '0 %');
    assert.equal(update?.data?.['text/html'], '100 %');
    assert.ok(shown?.transient?.display_id);
    assert.equal(update?.transient?.display_id, shown?.transient?.display_id);
  });

  it('bears bytes that are no text, characters cut in two, and a line of 20 MB', async () => {
    const binary = await kernel.run('process.stdout.write(Buffer.from([0, 255, 1, 10])); 0');
    assert.equal(binary.printed(), '\u0000\ufffd\u0001\n');
    const cut = await kernel.run(
      'process.stdout.write(Buffer.from([0xe2, 0x82])); process.stdout.write(Buffer.from([0xac])); 0',
    );
    assert.equal(cut.printed(), '€');
    assert.equal((await kernel.run("console.log('x'.repeat(2e7))")).printed().length, 2e7 + 1);
    const called = await kernel.run(
      "await new Promise<void>((done) => process.stdout.write('x', () => done())); 'called back'",
    );
    assert.equal(called.result, "'called back'");
  });

  it('puts what a cell prints later into that cell', async () => {
    const cell = await kernel.run("setTimeout(() => console.log('later'), 400); 0");
    assert.equal(cell.printed(), '');
    assert.equal((await kernel.late(0.6)).printed('stdout'), 'later\n');
  });
});
