import { Parser } from 'htmlparser2';

/** A reference from a page to something else. */
export interface Link {
  readonly to: string;
  /** Whether the page loads it, as it does a script or a picture, rather than leading to it. */
  readonly loads: boolean;
}

/** A heading with the text down to the next one. */
export interface Section {
  /** 1 to 6; 0 for what stands before the first heading. */
  readonly level: number;
  /** Of the heading: what an address ends with to lead there. */
  readonly id: string;
  heading: string;
  text: string;
}

/** What a page refers to, and what can be referred to in it. */
export interface PageOutline {
  readonly ids: readonly string[];
  readonly links: readonly Link[];
  readonly sections: readonly Section[];
}

/** Reads a page or a piece of one. An equation's text is that of its MathML, which has it once. */
export function readHtml(html: string): PageOutline {
  const ids: string[] = [];
  const links: Link[] = [];
  const sections: Section[] = [{ level: 0, id: '', heading: '', text: '' }];
  let isHeading = false;
  // Elements that are open within one whose text nobody reads.
  let unread = 0;
  const parser = new Parser({
    onopentag(name, { id, href, src, class: classes }) {
      if (id !== undefined) ids.push(id);
      if (src !== undefined) links.push({ to: src, loads: true });
      if (href !== undefined) links.push({ to: href, loads: name === 'link' });
      const isUnread = /^(script|style|annotation)$/.test(name) || classes === 'katex-html';
      if (unread > 0 || isUnread) unread++;
      if (!/^h[1-6]$/.test(name)) return;
      isHeading = true;
      sections.push({ level: Number(name[1]), id: id ?? '', heading: '', text: '' });
    },
    ontext(text) {
      if (unread === 0) sections.at(-1)![isHeading ? 'heading' : 'text'] += text;
    },
    onclosetag(name) {
      if (unread > 0) unread--;
      if (/^h[1-6]$/.test(name)) isHeading = false;
      // What stands in two blocks is not one word.
      else if (/^(p|li|td|th|pre|div|summary)$/.test(name)) sections.at(-1)!.text += ' ';
    },
  });
  parser.end(html);
  return { ids, links, sections };
}
