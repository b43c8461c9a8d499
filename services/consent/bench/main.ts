import { cpus, totalmem } from 'node:os';
import { addDays, dayAt, timeZoneSchema } from '@passant/contracts';
import { Client } from 'pg';
import { benchDecisions, INSERT_TEXT } from './decisions';
import { benchImport, COPY_TEXTS } from './import';
import { addMarket, benchPanel, PANEL_TEXT } from './panel';
import type { ConsentRow } from './row';
import { startBench } from './running';

const USAGE = 'npm run bench -- consent [--quick] [--json]\n';
/** Lines in the registry after each step: growth is what lies between. */
const SIZES = { full: [100_000, 1_000_000], quick: [2_000, 4_000] } as const;
const ROUNDS = { full: 60, quick: 4 } as const;

async function main(): Promise<void> {
  const given = process.argv.slice(2).filter((argument) => argument !== 'consent');
  if (given.some((argument) => argument !== '--quick' && argument !== '--json')) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const size = given.includes('--quick') ? 'quick' : 'full';
  const rows = await measureAll(size, (what) => void process.stderr.write(`${what}\n`));
  const machine = {
    cores: cpus().length,
    cpu: cpus()[0]?.model,
    memoryGigabytes: Math.round(totalmem() / 1e9),
    node: process.version,
  };
  const texts = [...COPY_TEXTS, PANEL_TEXT, INSERT_TEXT];
  if (given.includes('--json'))
    process.stdout.write(`${JSON.stringify({ rows, texts, machine, quick: size === 'quick' })}\n`);
  else {
    for (const { title, text } of texts) process.stdout.write(`-- ${title}\n${text}\n\n`);
    process.stdout.write(`${JSON.stringify(machine)}\n\n${rows.map(toLine).join('\n')}\n`);
  }
}

async function measureAll(size: keyof typeof SIZES, say: (what: string) => void): Promise<ConsentRow[]> {
  const bench = await startBench();
  const database = new Client({ connectionString: bench.superuserUrl });
  try {
    await database.connect();
    await addMarket(database, addDays(dayAt(Date.now(), timeZoneSchema.parse('Europe/Berlin')), -30));
    const rows: ConsentRow[] = [];
    let from = 0;
    for (const [step, to] of SIZES[size].entries()) {
      rows.push(...(await benchImport(bench, database, { from, to })));
      rows.push(await benchPanel(bench, database, { lines: to, daysAgo: step + 1 }));
      for (const row of rows.slice(-3)) say(toLine(row));
      from = to;
    }
    rows.push(await benchDecisions(bench, { rounds: ROUNDS[size] }));
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
