import { resolve } from 'node:path';
import { openArena } from './arena';
import { parseArguments, type RedTeamOptions } from './arguments';
import { recomputeFolder } from './recompute/recompute';
import { folderRecorder, noRecorder } from './recorder';
import { toDocument, toText } from './report';
import { runSuite, type SuiteResult } from './suite';
import { SUITES } from './suites/all';

/** Real check-ins, beside the repository. */
const CHECK_INS = resolve(__dirname, '../../../../../shared/data/nyc');

async function main(options: RedTeamOptions): Promise<void> {
  const { quick, seed, json } = options;
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const recorder = options.out === undefined ? noRecorder : folderRecorder(resolve(options.out));
  say(`Red team: seed ${seed}, ${quick ? 'quick' : 'full'} form.`);
  const suites = SUITES.filter(({ id }) => options.suites.includes(id));
  const checkIns = quick ? undefined : CHECK_INS;
  const arena = await openArena({ quick, seed, recorder, checkIns, say });
  const results: SuiteResult[] = [];
  try {
    for (const suite of suites) {
      const result = await runSuite(suite, arena);
      results.push(result);
      const out = json ? process.stderr : process.stdout;
      if (result.failedBefore)
        out.write(`${toText(result.failedBefore)}        Once more, on twice as much, with fresh noise:\n`);
      out.write(toText(result));
    }
  } finally {
    await arena.close();
  }
  const failed = results.filter(({ passed }) => !passed).map(({ id }) => id);
  const twice = results.filter(({ passed, runs }) => passed && runs === 2).map(({ id }) => id);
  if (twice.length > 0) say(`At the second run only: ${twice.join(', ')}.`);
  say(failed.length === 0 ? `All ${results.length} suites passed.` : `Failed: ${failed.join(', ')}.`);
  if (json) process.stdout.write(`${JSON.stringify(toDocument(results, { quick, seed }), null, 2)}\n`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

/** Results computed again from the files of an earlier run. */
function recompute(folder: string): void {
  const { numbers, differing } = recomputeFolder(resolve(folder), (line) => void process.stdout.write(`${line}\n`));
  process.stdout.write(`${numbers} numbers computed again, ${differing} differ.\n`);
  process.exitCode = numbers > 0 && differing === 0 ? 0 : 1;
}

const options = parseArguments(process.argv.slice(2));
if (typeof options === 'string') {
  process.stderr.write(`${options}\n`);
  process.exitCode = 2;
} else if (options.recompute !== undefined) {
  recompute(options.recompute);
} else {
  void main(options).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  });
}
