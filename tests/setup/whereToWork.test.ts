import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');

describe('where people work', () => {
  it('any Jupyter that uses the environment finds our kernel, whatever stands in the home folder', () => {
    const home = mkdtempSync(join(tmpdir(), 'unrolled-home-'));
    try {
      const listed = execFileSync(
        join(root, '.venv/bin/python'),
        ['-m', 'jupyter', 'kernelspec', 'list', '--json'],
        { env: { PATH: process.env['PATH'], HOME: home } },
      );
      const { kernelspecs } = JSON.parse(listed.toString()) as {
        kernelspecs: Record<string, { resource_dir: string; spec: { argv: string[] } }>;
      };
      const { resource_dir, spec } = kernelspecs['tslab'];
      assert.equal(resource_dir, join(root, '.venv/share/jupyter/kernels/tslab'));
      assert.equal(spec.argv[1], join(root, 'tools/dist/kernel/main.js'));
    } finally {
      rmSync(home, { recursive: true });
    }
  });

  it('VS Code is pointed at the environment, with the extensions that open notebooks', () => {
    const settings = JSON.parse(read('.vscode/settings.json')) as Record<string, unknown>;
    const environment = String(settings['python.defaultInterpreterPath']);
    assert.ok(existsSync(environment.replace('${workspaceFolder}', root)), environment);
    assert.ok(existsSync(join(root, String(settings['typescript.tsdk']), 'typescript.js')));
    const { recommendations } = JSON.parse(read('.vscode/extensions.json')) as {
      recommendations: string[];
    };
    const { extensions } = devContainer().customizations.vscode;
    for (const extension of extensions) assert.ok(recommendations.includes(extension), extension);
  });

  it('the dev container stops at a stage of the Dockerfile, as the user that it makes', () => {
    const { build, remoteUser, postCreateCommand } = devContainer();
    assert.equal(join('.devcontainer', build.dockerfile), 'Dockerfile');
    assert.match(read('Dockerfile'), new RegExp(`^FROM \\S+ AS ${build.target}$`, 'm'));
    assert.match(read('Dockerfile'), new RegExp(`^ARG NB_USER=${remoteUser}$`, 'm'));
    acceptsOptions(postCreateCommand.split(' ').slice('npm start --'.split(' ').length));
  });

  it("the image's commands are commands of ours", () => {
    const [, command] = /^CMD (\[.*\])$/m.exec(read('Dockerfile'))!;
    const [program, script, ...options] = JSON.parse(command) as string[];
    assert.deepEqual([program, script], ['node', 'tools/setup/start.mjs']);
    acceptsOptions(options);
  });

  /** Fails where `npm start` does not know an option. */
  function acceptsOptions(options: readonly string[]): void {
    execFileSync(process.execPath, [join(root, 'tools/setup/start.mjs'), ...options, '--help']);
  }

  function devContainer() {
    return JSON.parse(read('.devcontainer/devcontainer.json')) as {
      build: { dockerfile: string; target: string };
      remoteUser: string;
      postCreateCommand: string;
      customizations: { vscode: { extensions: string[] } };
    };
  }
});
