// `npm run bench`: see services/anonymisation/bench, and for the rows `query` and `consent` the bench of services/insights and services/consent.
import { runTool } from './run-tool.mjs';

const rows = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const ALONE = { query: 'insights', consent: 'consent' };
const alone = rows.find((row) => row in ALONE);
if (alone && rows.length === 1) await runTool('bench', ALONE[alone]);
else if (alone) {
  process.stderr.write(`The row ${alone} is measured alone: npm run bench -- ${alone}\n`);
  process.exitCode = 2;
} else await runTool('bench');
