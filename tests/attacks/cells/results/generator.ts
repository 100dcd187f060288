// An answer without an end.
// expect: failed
// says: returned a special object
function* addBias(): any {
  for (let k = 0; ; k++) yield k;
}
