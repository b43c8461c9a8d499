import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { prepareDeployment } from './deployment/prepare-deployment';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { production: { type: 'string' } } });
const url = z
  .url({ protocol: /^https$/ })
  .optional()
  .safeParse(values.production);
if (url.success) {
  process.stdout.write(`${prepareDeployment(resolve(positionals[0] ?? 'docker'), url.data)}\n`);
} else {
  process.stderr.write('--production needs the address that callers will call: https://…\n');
  process.exitCode = 1;
}
