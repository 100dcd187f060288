import { setUp } from '../set-up.mjs';
import { main, optionsOf } from './main.mjs';

const usage = `Usage: npm run setup

Installs into this folder what the course needs and lacks: the Node packages, a Python environment
with JupyterLab, tfjs-node, the compiled library, the TypeScript kernel. Nothing goes outside it, but
for what takes long to build, which stays in the user's cache folder. Quick where nothing is missing,
and safe to interrupt: run again, it goes on where it stopped.

Options:
  -h, --help  show this`;

await main('npm run setup', async () => {
  const options = optionsOf('npm run setup', {});
  if (options.help) return console.log(usage);
  await setUp({ retryTensorflow: true });
  console.log('All set. `npm start` opens the course, `npx unrolled doctor` examines it.');
});
