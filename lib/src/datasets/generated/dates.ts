import type { Random } from '../../tensor/random';
import { drawDistinct, type Part } from './draw';

/** A date as people write it, and as ISO 8601 does. */
export interface DatePair {
  /** `tuesday november 13 2001` */
  readonly text: string;
  /** `2001-11-13` */
  readonly iso: string;
}

const months =
  'january february march april may june july august september october november december'.split(
    ' ',
  );
const weekdays = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');

interface DateParts {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  readonly day: number;
  readonly weekday: string;
}

const long = ({ month }: DateParts) => months[month - 1];
const short = (date: DateParts) => long(date).slice(0, 3);
const two = (number: number) => String(number).padStart(2, '0');

const formats: readonly ((date: DateParts) => string)[] = [
  (date) => `${date.day} ${long(date)} ${date.year}`,
  (date) => `${long(date)} ${date.day}, ${date.year}`,
  (date) => `${long(date)} ${date.day} ${date.year}`,
  (date) => `${short(date)} ${date.day} ${date.year}`,
  (date) => `${date.day} ${short(date)} ${date.year}`,
  (date) => `${date.weekday} ${long(date)} ${date.day} ${date.year}`,
  (date) => `${date.weekday}, ${date.day} ${long(date)} ${date.year}`,
  (date) => `${two(date.day)}.${two(date.month)}.${date.year}`,
  (date) => `${date.year}/${two(date.month)}/${two(date.day)}`,
];

const DAY = 24 * 60 * 60 * 1000;
const FIRST = Date.UTC(1970, 0, 1) / DAY;
const LAST = Date.UTC(2039, 11, 31) / DAY;

/**
 * Dates of 1970 to 2039 in nine formats, in small letters, each with its ISO form; no text comes
 * twice. Synthetic. Every tenth day is kept for the test part, so that no *date* is in both parts,
 * whatever its format.
 *
 * @throws RangeError where count is no whole number, or more than there are
 */
export function generateDates(
  count: number,
  random: Random,
  { part = 'train' }: { part?: Part } = {},
): DatePair[] {
  const inPart = (day: number) => (day % 10 === 0) === (part === 'test');
  const draw = (): DatePair => {
    let day: number;
    do day = random.integer(FIRST, LAST);
    while (!inPart(day));
    const date = new Date(day * DAY);
    const parts: DateParts = {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      weekday: weekdays[date.getUTCDay()],
    };
    const iso = `${parts.year}-${two(parts.month)}-${two(parts.day)}`;
    return { text: random.choice(formats)(parts), iso };
  };
  return drawDistinct('generateDates', count, draw, ({ text }) => text);
}
