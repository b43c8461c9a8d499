import { cpus, totalmem } from 'node:os';
import { benchAnonymise } from './anonymise';
import { parseArguments } from './arguments';
import type { BenchContext, BenchResult, BenchRow, RowName } from './row';

const ROWS: Readonly<Record<RowName, (context: BenchContext) => Promise<BenchResult>>> = { anonymise: benchAnonymise };

async function main(): Promise<void> {
  const options = parseArguments(process.argv.slice(2));
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n`);
    process.exitCode = 2;
    return;
  }
  const say = (what: string) => process.stderr.write(`${what}\n`);
  const results: BenchResult[] = [];
  for (const row of options.rows) results.push(await ROWS[row]({ quick: options.quick, say }));
  const rows = results.flatMap((result) => result.rows);
  const texts = results.flatMap((result) => result.texts);
  const [cpu] = cpus();
  const machine = {
    cores: cpus().length,
    cpu: cpu?.model,
    memoryGigabytes: Math.round(totalmem() / 1e9),
    node: process.version,
  };
  if (options.json) process.stdout.write(`${JSON.stringify({ rows, texts, machine, quick: options.quick })}\n`);
  else {
    for (const { title, text } of texts) process.stdout.write(`-- ${title}\n${text.trim()}\n\n`);
    process.stdout.write(`${JSON.stringify(machine)}\n\n${rows.map(toLine).join('\n')}\n`);
  }
}

function toLine({ row, storedRows, ratio, seconds, yardstickSeconds, details }: BenchRow): string {
  const times = `${seconds.toFixed(1)} s, yardstick ${yardstickSeconds.toFixed(2)} s`;
  return `${row}, ${storedRows.toLocaleString('en')} stored rows: ${ratio.toFixed(1)} × (${times}) ${JSON.stringify(details)}`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
