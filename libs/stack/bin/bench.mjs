// `npm run bench`: see services/anonymisation/bench, and for the row `query` services/insights/bench.
import { runTool } from './run-tool.mjs';

const rows = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
if (rows.length === 1 && rows[0] === 'query') await runTool('bench', 'insights');
else if (rows.includes('query')) {
  process.stderr.write('The row query is measured alone: npm run bench -- query\n');
  process.exitCode = 2;
} else await runTool('bench');
