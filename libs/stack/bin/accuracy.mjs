// `npm run accuracy`: see services/anonymisation/accuracy.
import { runTool } from './run-tool.mjs';

await runTool('accuracy');
