import { launch } from './launch/launch';

void launch(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
