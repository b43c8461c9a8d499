import { cpus, totalmem } from 'node:os';
import { addDays, dayAt, timeZoneSchema } from '@passant/contracts';
import { Client } from 'pg';
import { benchDecisions, INSERT_TEXT } from './decisions';
import { benchImport, COPY_TEXTS, type FileKind } from './import';
import { addMarket, benchPanel, PANEL_TEXT, writeYes } from './panel';
import type { ConsentRow } from './row';
import { startBench } from './running';
import { checkUnknownNumbers, type ConsentCheck } from './unknown-numbers';

const USAGE = `npm run bench -- consent [--quick | --lines=N] [--registry] [--json]
  --lines=N    1,000 or more; 1,000,000 unless told
  --registry   imports subscribers alone and writes their yes as rows: what a panel of all of them takes, in half the time
`;
const FULL_LINES = 1_000_000;
const QUICK_LINES = 2_000;
const ROUNDS = { full: 60, quick: 4 } as const;
const ALL_FILES: readonly FileKind[] = ['subscribers', 'decisions'];
const PAIRS = { full: 100, quick: 10 } as const;

/** How many lines to end with; undefined: the command line is not understood. */
function readLines(given: readonly string[]): number | undefined {
  let lines = FULL_LINES;
  for (const argument of given) {
    const told = /^--lines=(\d{4,8})$/.exec(argument);
    if (argument === '--quick') lines = QUICK_LINES;
    else if (told) lines = Number(told[1]);
    else if (!['--json', '--registry'].includes(argument)) return undefined;
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
  const size = quick ? 'quick' : 'full';
  const { rows, checks } = await measureAll(
    {
      lines,
      kinds: given.includes('--registry') ? ['subscribers'] : ALL_FILES,
      rounds: ROUNDS[size],
      pairs: PAIRS[size],
    },
    (what) => void process.stderr.write(`${what}\n`),
  );
  const machine = {
    cores: cpus().length,
    cpu: cpus()[0]?.model,
    memoryGigabytes: Math.round(totalmem() / 1e9),
    node: process.version,
  };
  const texts = [...COPY_TEXTS, PANEL_TEXT, INSERT_TEXT];
  if (given.includes('--json')) process.stdout.write(`${JSON.stringify({ rows, checks, texts, machine, quick })}\n`);
  else {
    for (const { title, text } of texts) process.stdout.write(`-- ${title}\n${text}\n\n`);
    process.stdout.write(
      `${JSON.stringify(machine)}\n\n${[...rows.map(toLine), ...checks.map(toCheckLine)].join('\n')}\n`,
    );
  }
}

interface Size {
  readonly lines: number;
  readonly kinds: readonly FileKind[];
  readonly rounds: number;
  readonly pairs: number;
}

/** At a tenth of the lines and at all of them: growth is what lies between. */
async function measureAll(
  { lines, kinds, rounds, pairs }: Size,
  say: (what: string) => void,
): Promise<{ readonly rows: readonly ConsentRow[]; readonly checks: readonly ConsentCheck[] }> {
  const bench = await startBench();
  const database = new Client({ connectionString: bench.superuserUrl });
  try {
    await database.connect();
    await addMarket(database, addDays(dayAt(Date.now(), timeZoneSchema.parse('Europe/Berlin')), -30));
    const rows: ConsentRow[] = [];
    let from = 0;
    for (const [step, to] of [Math.ceil(lines / 10), lines].entries()) {
      const taken = await benchImport(bench, database, { from, to, kinds });
      if (!kinds.includes('decisions')) await writeYes(database);
      rows.push(...taken);
      rows.push(await benchPanel(bench, database, { lines: to, daysAgo: step + 1 }));
      for (const row of rows.slice(-kinds.length - 1)) say(toLine(row));
      from = to;
    }
    const checks: ConsentCheck[] = [];
    for (const way of ['text-message', 'letter'] as const)
      checks.push(await checkUnknownNumbers(bench, { pairs, way }));
    for (const check of checks) say(toCheckLine(check));
    rows.push(await benchDecisions(bench, { rounds }));
    return { rows, checks };
  } finally {
    await database.end();
    await bench.stop();
  }
}

const round = (value: number): string => Math.round(value).toLocaleString('en');

const toLine = ({ row, count, perSecond, yardstickPerSecond, ratio, peakMegabytes, details }: ConsentRow): string =>
  `${row}, ${round(count)}: ${round(perSecond)}/s, yardstick ${round(yardstickPerSecond)}/s (${ratio.toFixed(1)} ×), at most ${round(peakMegabytes)} MB ${JSON.stringify(details)}`;

const toCheckLine = ({ check, passed, ...measured }: ConsentCheck): string =>
  `${check}: ${passed ? 'passed' : 'FAILED'} ${JSON.stringify(measured)}`;

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
