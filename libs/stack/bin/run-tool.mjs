// Starts a tool of a service (redteam, accuracy, bench; of services/anonymisation where not said otherwise): installs and builds what it needs, then hands over in this
// process. Everything said here goes to stderr: with --json stdout is one document.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkNode, give, install, root, runNx } from './prepare.mjs';

export async function runTool(name, service = 'anonymisation') {
  checkNode();
  install();
  const started = Date.now();
  const done = runNx(['run', `${service}:tools`, '--output-style=static'], 'pipe');
  if (done.status !== 0) {
    process.stderr.write(`${done.stdout}${done.stderr}`);
    give('Building failed; the compiler’s words stand above.', 'Correct the source, or check out a clean state.');
  }
  process.stderr.write(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.\n`);
  const main = join(root, 'services', service, 'dist-tools', name, 'main.js');
  await import(pathToFileURL(main).href);
}
