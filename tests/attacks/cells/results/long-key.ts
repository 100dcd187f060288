// One key of seven million letters, which a message might quote.
// expect: failed
// says: must be a Matrix
function addBias(): any {
  return { ['</pre><script>alert(1)</script>' + 'k'.repeat(7_000_000)]: 1 };
}
