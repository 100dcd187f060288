/* global document */
// Leads from each page of the API reference back to the lessons.
const link = document.createElement('a');
link.textContent = 'Lessons';
link.href = `${document.documentElement.dataset.base}../index.html`;
document.querySelector('#tsd-toolbar-links')?.append(link);
