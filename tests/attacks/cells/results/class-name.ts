// An instance of a class with a name for a browser, a terminal and a spreadsheet.
// expect: failed
// says: an instance of
function addBias(): any {
  const names =
    '=cmd|"/c calc"!A1 <img src=x onerror=alert(1)> \u001b[2J\u202e\u0000' + 'n'.repeat(100_000);
  return new { [names]: class {} }[names]();
}
