// A loop without an end, in the cell.
// expect: error
// says: a loop that never ends
for (;;);
