import assert from 'node:assert/strict';
import fc from 'fast-check';
import { generateDates, Random } from 'unrolled';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Reads a date in any of the formats; knows nothing of how they were made. */
function parse(text: string): { iso: string; weekday?: string } {
  const [year] = /\b\d{4}\b/.exec(text) ?? assert.fail(`no year in ${text}`);
  const numbers = text.match(/\d+/g)?.filter((digits) => digits.length < 3) ?? [];
  const words = text.match(/[a-z]+/g) ?? [];
  const weekday = words.find((word) => word.endsWith('day'));
  const name = words.find((word) => word !== weekday);
  // 24.11.2012 has the day first, 2012/11/24 the month.
  const [month, day] =
    name === undefined
      ? text.includes('/')
        ? numbers
        : numbers.reverse()
      : [String(months.indexOf(name.slice(0, 3)) + 1), numbers[0]];
  return { iso: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, weekday };
}

/** The format, with every month, weekday and number made the same. */
function shape(text: string): string {
  return text
    .replace(/[a-z]+day/, 'W')
    .replace(/[a-z]{4,}/, 'MONTH')
    .replace(/[a-z]{3}/, 'MON')
    .replace(/\d{4}/, 'Y')
    .replace(/\d{1,2}/g, 'D');
}

describe('generateDates', () => {
  it('gives real dates, whose text says the same as the ISO form', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('train' as const, 'test' as const), (seed, part) => {
        for (const { text, iso } of generateDates(200, new Random(seed), { part })) {
          const date = new Date(`${iso}T00:00:00Z`);
          assert.equal(date.toISOString().slice(0, 10), iso, 'a day that exists');
          assert.ok(iso >= '1970-01-01' && iso <= '2039-12-31');
          const read = parse(text);
          assert.equal(read.iso, iso, text);
          const weekday = date.toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' });
          if (read.weekday !== undefined) assert.equal(read.weekday, weekday.toLowerCase(), text);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('uses nine formats about equally often', () => {
    const counts = new Map<string, number>();
    for (const { text } of generateDates(9000, new Random(1))) {
      // May is as long as its abbreviation, and could be of two formats.
      if (text.includes('may')) continue;
      counts.set(shape(text), (counts.get(shape(text)) ?? 0) + 1);
    }
    assert.deepEqual([...counts.keys()].sort(), [
      'D MON Y',
      'D MONTH Y',
      'D.D.Y',
      'MON D Y',
      'MONTH D Y',
      'MONTH D, Y',
      'W MONTH D Y',
      'W, D MONTH Y',
      'Y/D/D',
    ]);
    for (const [format, count] of counts) assert.ok(count > 700 && count < 1200, format);
  });

  it('never has a date in both parts', () => {
    const dates = (seed: number, part: 'train' | 'test') =>
      new Set(generateDates(20_000, new Random(seed), { part }).map(({ iso }) => iso));
    const test = dates(2, 'test');
    assert.ok(test.size > 2000);
    assert.ok([...dates(1, 'train')].every((iso) => !test.has(iso)));
  });

  it('gives different texts, the same ones for the same seed', () => {
    const dates = generateDates(5000, new Random(3));
    assert.equal(new Set(dates.map(({ text }) => text)).size, 5000);
    assert.deepEqual(generateDates(5000, new Random(3)), dates);
    assert.notDeepEqual(generateDates(5000, new Random(4)), dates);
  });

  it('refuses more than there are', () => {
    assert.throws(
      () => generateDates(30_000, new Random(1), { part: 'test' }),
      /generateDates: 30000 different examples were asked for, but after 2\d{4} nothing new/,
    );
    assert.throws(() => generateDates(1.5, new Random(1)), /count is 1\.5/);
    assert.deepEqual(generateDates(0, new Random(1)), []);
  });
});
