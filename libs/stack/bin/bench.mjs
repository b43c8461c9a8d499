// `npm run bench`: see services/anonymisation/bench.
import { runTool } from './run-tool.mjs';

await runTool('bench');
