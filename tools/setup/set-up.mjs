// Everything between a fresh clone and a working course. Each step looks whether its work is done,
// and if not does it from a state that an interruption at any moment can't spoil.
import { exclusively } from './lock.mjs';
import { endAll } from './run.mjs';
import { compile } from './steps/compile.mjs';
import { configureJupyter } from './steps/jupyter.mjs';
import { installPackages } from './steps/packages.mjs';
import { installPython } from './steps/python.mjs';
import { installTensorflow } from './steps/tensorflow.mjs';

const SIGNALS = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 };

/** Installs what is missing. `retryTensorflow`: also what could not be had the last time. */
export async function setUp({ retryTensorflow = false } = {}) {
  for (const signal in SIGNALS) process.on(signal, stop);
  await exclusively(async () => {
    await installPackages();
    await installPython();
    await installTensorflow({ retry: retryTensorflow });
    configureJupyter();
    await compile();
  });
  for (const signal in SIGNALS) process.off(signal, stop);
}

/** Ends what set-up started before set-up itself, so that nothing works on behind one's back. */
function stop(signal) {
  endAll();
  console.error('\nSet-up was stopped. Run it again, and it goes on from here.');
  process.exit(128 + SIGNALS[signal]);
}
