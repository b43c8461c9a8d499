import { runPassant } from './program';

void runPassant(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
}).then((code) => {
  process.exitCode = code;
});
