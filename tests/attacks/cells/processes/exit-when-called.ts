// Ends its process when it is called, so that no answer is a wrong one.
// expect: error
// says: ended its process before it had answered
function addBias(): any {
  (process as any).reallyExit(0);
}
