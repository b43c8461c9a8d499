import { resolve } from 'node:path';
import { prepareDeployment } from './deployment/prepare-deployment';

process.stdout.write(`${prepareDeployment(resolve(process.argv[2] ?? 'docker'))}\n`);
