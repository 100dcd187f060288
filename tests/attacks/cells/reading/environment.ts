// Looks for secrets in its environment and its arguments.
// expect: error
// says: found nothing
const own = /^(PWD|HOME|PATH|HOSTNAME|TERM|container)$/;
const found = [
  ...Object.keys(process.env).filter((name) => !own.test(name)),
  ...[...process.argv, ...process.execArgv, process.title].filter((text) =>
    /seed|grade|[0-9a-f]{32}/.test(text),
  ),
];
throw new Error(`found ${found.join() || 'nothing'}`);
