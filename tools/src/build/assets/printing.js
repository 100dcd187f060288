/* global document, matchMedia */
// On paper nobody can unfold a hint: all are open while the page is printed.
const folded = new Set();
matchMedia('print').addEventListener('change', ({ matches: printing }) => {
  if (printing)
    for (const hint of document.querySelectorAll('details:not([open])')) folded.add(hint);
  for (const hint of folded) hint.open = printing;
  if (!printing) folded.clear();
});
