export const tokenize = (text: string, known: string[], marks = false): string[] =>
  text
    .toLowerCase()
    .replace(/[.,;:?!]/g, (mark) => (marks ? ` ${mark} ` : ' '))
    .replace(/[^a-z'.,;:?!-]/g, ' ')
    .replace(/(?<![a-z])['-]|['-](?![a-z])/g, ' ')
    .split(/\s+/)
    .filter((piece) => piece.length > 0)
    .map((piece) => (known.indexOf(piece) < 0 ? '<UNK>' : piece))
    .concat('<EOS>');
