// `npm run redteam`: see services/anonymisation/redteam.
import { runTool } from './run-tool.mjs';

await runTool('redteam');
