import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const folder = join(__dirname, '..');

test('types and documents are as the graph and the operations are now', () => {
  expect(() =>
    execFileSync(process.execPath, [join(folder, 'bin', 'generate.mjs'), '--check'], { stdio: 'pipe' }),
  ).not.toThrow();
});

test('at most 100 packages are in what the pages are made of', () => {
  const listed = execFileSync('npm', ['ls', '--omit=dev', '-w', '@passant/web', '--all', '--parseable'], {
    cwd: join(folder, '..', '..', '..'),
    encoding: 'utf8',
  });
  const packages = listed
    .split('\n')
    .filter((path) => path.includes('/node_modules/') && !path.endsWith('@passant/web'));
  expect(packages.length).toBeGreaterThan(3);
  expect(packages.length).toBeLessThanOrEqual(100);
});
