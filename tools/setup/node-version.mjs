// The first thing that every set-up script runs. It is written in the JavaScript of Node 12, so that
// an old Node reaches the sentence that says what is wrong; everything newer is imported after it.

/** The oldest Node on which the course runs; package.json's "engines" says the same. */
const OLDEST_NODE = [20, 19];

/** Runs `load`, which imports the rest, if this Node is new enough; otherwise says what to do. */
export function withRecentNode(load) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    console.error(
      `Node ${process.versions.node} is too old: the course needs Node ${OLDEST_NODE.join('.')} or newer. ` +
        'Install the current LTS release from https://nodejs.org, then run this again.',
    );
    process.exit(1);
  }
  load();
}
