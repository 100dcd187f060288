/**
 * Text of a student as text and nothing more: no control characters but tab and newline, which a
 * terminal would obey, nothing that turns the direction of what follows, no half of a character.
 */
export function printable(text: string): string {
  return text.replace(unprintable, '\ufffd');
}

/** A text of a student's, no longer than a report can show. */
export function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)} …`;
}

const longest = 4000;

const unprintable =
  // eslint-disable-next-line no-control-regex
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff\p{Cs}]/gu;
