// A regular expression that tries all ways to match.
// expect: error
// says: a loop that never ends
/^(([a-z])+.)+[A-Z]([a-z])+$/.test('a'.repeat(200));
