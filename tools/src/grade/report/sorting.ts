import { createHash } from 'node:crypto';
import { Html } from './html.js';

/**
 * Sorts a table by the column whose head is pressed, and back to front when it is pressed again.
 * Cells are compared by `data-value` where they have one. Without scripts the table stays as it is.
 */
const script = `
for (const button of document.querySelectorAll('th button')) {
  button.addEventListener('click', () => {
    const head = button.closest('th');
    const column = [...head.parentElement.children].indexOf(head);
    const body = head.closest('table').tBodies[0];
    const isUp = head.getAttribute('aria-sort') !== 'ascending';
    const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent;
    const order = (a, b) => value(a).localeCompare(value(b), undefined, { numeric: true });
    const rows = [...body.rows].sort((a, b) => (isUp ? order(a, b) : order(b, a)));
    for (const other of head.parentElement.children) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', isUp ? 'ascending' : 'descending');
    body.append(...rows);
  });
}
`;

export const sorting = new Html(`<script>${script}</script>`);

/** What a page's policy calls this script, and no other. */
export const sortingSource = `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
