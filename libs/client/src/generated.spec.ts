import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

it('types and documents are those of the gateway as it is composed', () => {
  const script = join(__dirname, '..', 'bin', 'generate.mjs');
  expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
});
