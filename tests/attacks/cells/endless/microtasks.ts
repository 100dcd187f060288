// Tasks that make new tasks, so that nothing else has its turn.
// expect: error|failed
const again = (): unknown => Promise.resolve().then(again);
function addBias(): any {
  again();
  process.nextTick(function tick() {
    process.nextTick(tick);
  });
}
