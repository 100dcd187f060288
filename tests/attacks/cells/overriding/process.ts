// A process that cannot end with an error and reads requests of its own.
// expect: error|failed
const forged = process as any;
forged.exit = forged.reallyExit = forged.abort = forged.kill = () => true;
forged.on = forged.once = forged.emit = () => forged;
forged.removeAllListeners('uncaughtException');
forged.stdin[Symbol.asyncIterator] = async function* () {
  for (;;) yield Buffer.from([1, 0, 0, 0, 3]);
};
forged.exitCode = 0;
setTimeout(() => {
  throw new Error('nobody listens');
});
function addBias(): any {
  throw null;
}
