import { Problem } from '../problem.mjs';
import { setUp } from '../set-up.mjs';
import { main, optionsOf } from './main.mjs';

const usage = `Usage: npm start -- [options]

Sets up what is missing, puts the lessons that are not there yet into work/, and opens JupyterLab on
it. A notebook that you changed is never overwritten: a newer version goes beside it, as
NN-name.new.ipynb. Ctrl-C ends it.

Options:
  --no-browser  open no browser, only print the address
  --port N      the port to listen on (otherwise the first free one from 8888)
  --host IP     the address to listen on (otherwise this machine's own only): 0.0.0.0 in a container
  --no-lab      put the lessons into work/, and leave opening them to another program
  --source      open the lessons' sources instead (for authors): your own in course/, else notebooks/
  -h, --help    show this`;

await main('npm start', async () => {
  const options = optionsOf('npm start', {
    'no-browser': { type: 'boolean' },
    port: { type: 'string' },
    host: { type: 'string' },
    'no-lab': { type: 'boolean' },
    source: { type: 'boolean' },
  });
  if (options.help) return console.log(usage);
  const port = options.port === undefined ? undefined : portNumber(options.port);
  await setUp();
  // Compiled by now.
  const { start } = await import('../../dist/start/start.js');
  return start({
    source: options.source ?? false,
    lab: !options['no-lab'],
    browser: !options['no-browser'],
    host: options.host,
    port,
  });
});

function portNumber(text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535)
    throw new Problem(`--port ${text}: a port is a whole number from 1 to 65535.`);
  return port;
}
