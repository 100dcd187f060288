// A text that doubles until something gives.
// expect: error
let doubled = 'x';
for (;;) doubled = JSON.parse(JSON.stringify(doubled + doubled));
