import { parseArguments } from './arguments';

const options = parseArguments(process.argv.slice(2));
if (typeof options === 'string') {
  process.stderr.write(`${options}\n`);
  process.exitCode = 2;
}
