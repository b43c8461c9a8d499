import { cpus, totalmem } from 'node:os';
import { addDays, dayAt, timeZoneSchema } from '@passant/contracts';
import { Client } from 'pg';
import { benchDecisions, INSERT_TEXT } from './decisions';
import { benchImport, COPY_TEXTS } from './import';
import { addMarket, benchPanel, PANEL_TEXT } from './panel';
import type { ConsentRow } from './row';
import { startBench } from './running';

const USAGE = 'npm run bench -- consent [--quick | --lines=N] [--json]   (N: 1,000 or more; 1,000,000 unless told)\n';
const FULL_LINES = 1_000_000;
const QUICK_LINES = 2_000;
const ROUNDS = { full: 60, quick: 4 } as const;

/** How many lines to end with; undefined: the command line is not understood. */
function readLines(given: readonly string[]): number | undefined {
  let lines = FULL_LINES;
  for (const argument of given) {
    const told = /^--lines=(\d{4,8})$/.exec(argument);
    if (argument === '--quick') lines = QUICK_LINES;
    else if (told) lines = Number(told[1]);
    else if (argument !== '--json') return undefined;
  }
  return lines;
}

async function main(): Promise<void> {
  const given = process.argv.slice(2).filter((argument) => argument !== 'consent');
  const lines = readLines(given);
  if (lines === undefined) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const quick = lines === QUICK_LINES;
  const rows = await measureAll(
    { lines, rounds: quick ? ROUNDS.quick : ROUNDS.full },
    (what) => void process.stderr.write(`${what}\n`),
  );
  const machine = {
    cores: cpus().length,
    cpu: cpus()[0]?.model,
    memoryGigabytes: Math.round(totalmem() / 1e9),
    node: process.version,
  };
  const texts = [...COPY_TEXTS, PANEL_TEXT, INSERT_TEXT];
  if (given.includes('--json')) process.stdout.write(`${JSON.stringify({ rows, texts, machine, quick })}\n`);
  else {
    for (const { title, text } of texts) process.stdout.write(`-- ${title}\n${text}\n\n`);
    process.stdout.write(`${JSON.stringify(machine)}\n\n${rows.map(toLine).join('\n')}\n`);
  }
}

/** At a tenth of the lines and at all of them: growth is what lies between. */
async function measureAll(
  { lines, rounds }: { readonly lines: number; readonly rounds: number },
  say: (what: string) => void,
): Promise<ConsentRow[]> {
  const bench = await startBench();
  const database = new Client({ connectionString: bench.superuserUrl });
  try {
    await database.connect();
    await addMarket(database, addDays(dayAt(Date.now(), timeZoneSchema.parse('Europe/Berlin')), -30));
    const rows: ConsentRow[] = [];
    let from = 0;
    for (const [step, to] of [Math.ceil(lines / 10), lines].entries()) {
      rows.push(...(await benchImport(bench, database, { from, to })));
      rows.push(await benchPanel(bench, database, { lines: to, daysAgo: step + 1 }));
      for (const row of rows.slice(-3)) say(toLine(row));
      from = to;
    }
    rows.push(await benchDecisions(bench, { rounds }));
    return rows;
  } finally {
    await database.end();
    await bench.stop();
  }
}

const round = (value: number): string => Math.round(value).toLocaleString('en');

const toLine = ({ row, count, perSecond, yardstickPerSecond, ratio, peakMegabytes, details }: ConsentRow): string =>
  `${row}, ${round(count)}: ${round(perSecond)}/s, yardstick ${round(yardstickPerSecond)}/s (${ratio.toFixed(1)} ×), at most ${round(peakMegabytes)} MB ${JSON.stringify(details)}`;

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
