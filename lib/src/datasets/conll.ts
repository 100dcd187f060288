import type { TaggedSentence } from '../language/spans';
import { readText } from './text';

/** Schemes that mark an entity's end, or a word that is one by itself, in terms of B and I. */
const asIob: Readonly<Record<string, string>> = { E: 'I', L: 'I', S: 'B', U: 'B' };

/**
 * The sentences of a reader's own file in the format of the CoNLL shared tasks: a word a line, with
 * its columns separated by tabs or else by spaces, the word in the first and the tag in the last;
 * an empty line between sentences. Lines that begin with -DOCSTART- are skipped.
 *
 * Tags stay as they are in IOB1 and IOB2, which {@link decodeSpans} reads alike; those of BIOES and
 * BILOU become IOB2: E- and L- become I-, S- and U- become B-.
 *
 * @param path seen from the folder of the notebook
 * @throws Error that names the file and the line: a column is missing or too many, a tag is neither
 * O nor B-… nor I-… (nor of the other schemes), the file has no sentence, or it is not UTF-8
 * @see Tjong Kim Sang and De Meulder, CoNLL-2003 shared task
 */
export function readConll(path: string): TaggedSentence[] {
  const sentences: TaggedSentence[] = [];
  let tokens: string[] = [];
  let tags: string[] = [];
  const endSentence = () => {
    if (tokens.length > 0) sentences.push({ tokens, tags });
    [tokens, tags] = [[], []];
  };
  let first: { columns: number; line: number } | undefined;
  readText(path)
    .split(/\r?\n/)
    .forEach((text, i) => {
      if (text.trim() === '') return endSentence();
      if (text.startsWith('-DOCSTART-')) return;
      const fail = (what: string) => new Error(`${path}, line ${i + 1}: ${what}`);
      const columns = text.includes('\t') ? text.split('\t') : text.trim().split(/ +/);
      const [token, tag] = [columns[0], columns[columns.length - 1].trim()];
      if (columns.length < 2) {
        throw fail(`${JSON.stringify(text)} has one column, but a word and its tag are two`);
      }
      first ??= { columns: columns.length, line: i + 1 };
      if (columns.length !== first.columns) {
        throw fail(
          `${JSON.stringify(text)} has ${columns.length} columns, but line ${first.line} has ` +
            `${first.columns}`,
        );
      }
      if (token.trim() === '') throw fail(`${JSON.stringify(text)} has an empty first column`);
      if (!/^(?:O|[BIELSU]-.+)$/.test(tag)) {
        throw fail(`the tag ${JSON.stringify(tag)} is neither O nor B-… nor I-…`);
      }
      tokens.push(token);
      tags.push(tag.replace(/^[ELSU](?=-)/, (mark) => asIob[mark]));
    });
  endSentence();
  if (sentences.length === 0) throw new Error(`${path} has no sentence`);
  return sentences;
}
