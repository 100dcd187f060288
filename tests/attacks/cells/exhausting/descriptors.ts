// Opens a file until no more can be opened.
// expect: error
// says: threw Error: EMFILE
for (;;) require('fs').openSync('/program/main.cjs', 'r');
