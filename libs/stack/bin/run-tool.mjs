// Starts a tool of a service (redteam, accuracy, bench; of services/anonymisation where not said otherwise): installs and builds what it needs, then hands over in this
// process. Everything said here goes to stderr: with --json stdout is one document.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildWith, checkNode, install, root } from './prepare.mjs';

export async function runTool(name, service = 'anonymisation') {
  checkNode();
  install();
  buildWith(['run', `${service}:tools`]);
  const main = join(root, 'services', service, 'dist-tools', name, 'main.js');
  await import(pathToFileURL(main).href);
}
