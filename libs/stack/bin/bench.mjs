// `npm run bench [-- ROW…]`: each row is a bench of the service it measures (services/*/bench), or of all together (src/propagation).
// Several rows run one after the other, each in a process of its own, and come out as one document.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, checkNode, install, root } from './prepare.mjs';
import { runTool } from './run-tool.mjs';

const runPropagation = async () => {
  checkNode();
  install();
  build();
  await import(pathToFileURL(join(root, 'libs', 'stack', 'dist', 'propagation', 'main.js')).href);
};
const ROWS = {
  anonymise: () => runTool('bench', 'anonymisation'),
  consent: () => runTool('bench', 'consent'),
  propagation: runPropagation,
  query: () => runTool('bench', 'insights'),
  export: () => runTool('bench', 'insights'),
};
const given = process.argv.slice(2);
const options = given.filter((argument) => argument.startsWith('-'));
const told = [...new Set(given.filter((argument) => !argument.startsWith('-')))];
const rows = told.length > 0 ? told : Object.keys(ROWS);
const unknown = rows.find((row) => !Object.hasOwn(ROWS, row));

if (unknown !== undefined) {
  const usage = `npm run bench -- [${Object.keys(ROWS).join('|')}]… [--quick] [--json]   (all rows unless told)`;
  process.stderr.write(`There is no row ${unknown}.\n${usage}\n`);
  process.exitCode = 2;
} else if (rows.length === 1) {
  process.argv.splice(2, Infinity, rows[0], ...options);
  await ROWS[rows[0]]();
} else runAll();

function runAll() {
  const documents = [];
  for (const row of rows) {
    const stdio = ['ignore', options.includes('--json') ? 'pipe' : 'inherit', 'inherit'];
    const { status, signal, stdout } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), row, ...options], {
      ...{ stdio, encoding: 'utf8', maxBuffer: 2 ** 28 },
    });
    if (status !== 0) {
      process.stderr.write(`The row ${row} ${signal ? `was ended by ${signal}` : 'failed: see above'}.\n`);
      process.exitCode = 1;
    } else if (stdout) documents.push(JSON.parse(stdout));
  }
  if (!options.includes('--json')) return;
  const [first] = documents;
  const joined = { rows: documents.flatMap((one) => one.rows), texts: documents.flatMap((one) => one.texts) };
  process.stdout.write(
    `${JSON.stringify({ ...joined, machine: first?.machine, quick: options.includes('--quick') })}\n`,
  );
}
