import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PeerMissing, type Contender } from '../benchmark.js';

const environment = join(import.meta.dirname, '../../../build/bench-peers/.venv');
const remedy = 'run `npm run bench:peers`, which installs it into build/bench-peers';

/** The Python of the peers' own environment. @throws PeerMissing */
function peersPython(): string {
  const python = ['bin/python', 'Scripts/python.exe']
    .map((name) => join(environment, name))
    .find(existsSync);
  if (python === undefined) throw new PeerMissing(remedy);
  return python;
}

/**
 * A peer in Python: a script of this folder that does its work once for every line that it is sent,
 * see repeat.py. It stays alive, so that its imports and warm-up are not measured.
 * @throws PeerMissing where the environment, or a module that it imports, is missing
 */
export async function pythonPeer(script: string, ...words: string[]): Promise<Contender> {
  const child = spawn(peersPython(), [join(import.meta.dirname, script), ...words], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const line = (await lines.next()) as IteratorResult<string, undefined>;
    if (!line.done) return line.value;
    if (errors.includes('ModuleNotFoundError')) throw new PeerMissing(remedy);
    throw new Error(`${script} ended early:\n${errors}`);
  };
  const name = await answer();
  return {
    name,
    measure: async () => {
      child.stdin.write('again\n');
      return Number(await answer());
    },
    close: () => child.stdin.end(),
  };
}
