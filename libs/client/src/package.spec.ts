import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import * as library from './index';

const project = resolve(__dirname, '..');
const repository = resolve(project, '..', '..');
const modules = join(repository, 'node_modules');

describe('the package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'passant-client-'));
  const buyer = join(folder, 'buyer');
  const run = (command: string, words: string[], cwd: string): string =>
    execFileSync(command, words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  beforeAll(() => {
    // A copy in which nothing was built: what is packed is made by packing alone.
    const copy = join(folder, 'libs', 'client');
    const isSource = (path: string) => !/^(node_modules|dist|test-results)$/.test(basename(path));
    cpSync(project, copy, { recursive: true, filter: isSource });
    cpSync(join(repository, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'));
    symlinkSync(modules, join(folder, 'node_modules'));
    const archive = run('npm', ['pack', '--silent', '--pack-destination', folder], copy).trim().split('\n').at(-1)!;
    const installed = join(buyer, 'node_modules', '@passant', 'client');
    mkdirSync(installed, { recursive: true });
    run('tar', ['-xzf', join(folder, archive), '-C', installed, '--strip-components=1'], folder);
  }, 60_000);

  it('runs where nothing of this repository is, by require and by import', () => {
    const names = Object.keys(library).sort();
    const tell = 'console.log(JSON.stringify(Object.keys(client).sort()))';
    const required = run(process.execPath, ['-e', `const client = require('@passant/client'); ${tell}`], buyer);
    expect(JSON.parse(required)).toEqual(names);
    const script = `import { PassantClient } from '@passant/client'; console.log(typeof PassantClient)`;
    expect(run(process.execPath, ['--input-type=module', '-e', script], buyer)).toBe('function\n');
  });

  it('has types that hold for the example of its README', () => {
    const [, code] = /```ts\n([^]*?)```/.exec(readFileSync(join(project, 'README.md'), 'utf8'))!;
    writeFileSync(join(buyer, 'example.mts'), code!);
    const strict = ['--noEmit', '--strict', '--noUncheckedIndexedAccess', '--module', 'node16', '--target', 'es2022'];
    const types = ['--lib', 'ES2023,DOM', '--types', 'node', '--typeRoots', join(modules, '@types')];
    expect(run(join(modules, '.bin', 'tsc'), [...strict, ...types, 'example.mts'], buyer)).toBe('');
  }, 60_000);
});
