import { cpus, totalmem } from 'node:os';
import { benchExport, type ExportRow } from './export';
import { benchQuery, type QueryRow } from './query';

const USAGE = 'npm run bench -- [query|export] [--quick] [--json]\n';
const BENCHES = { query: benchQuery, export: benchExport };

async function main(): Promise<void> {
  const [row = '', ...given] = process.argv.slice(2);
  const isKnown = (name: string): name is keyof typeof BENCHES => Object.hasOwn(BENCHES, name);
  if (!isKnown(row) || given.some((argument) => argument !== '--quick' && argument !== '--json')) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const quick = given.includes('--quick');
  const { rows, texts } = await BENCHES[row]({ quick, say: (what) => void process.stderr.write(`${what}\n`) });
  const [cpu] = cpus();
  const machine = {
    cores: cpus().length,
    cpu: cpu?.model,
    memoryGigabytes: Math.round(totalmem() / 1e9),
    node: process.version,
  };
  if (given.includes('--json')) process.stdout.write(`${JSON.stringify({ rows, texts, machine, quick })}\n`);
  else {
    for (const { title, text } of texts) process.stdout.write(`-- ${title}\n${text.trim()}\n\n`);
    process.stdout.write(`${JSON.stringify(machine)}\n\n${rows.map(toLine).join('\n')}\n`);
  }
}

function toLine(measured: QueryRow | ExportRow): string {
  return measured.row === 'query' ? toQueryLine(measured) : toExportLine(measured);
}

function toExportLine({ row, format, rows, ...measured }: ExportRow): string {
  const { seconds, steps, rowsPerSecond, slowestLookSeconds, copyRowsPerSecond, peakMegabytes, restMegabytes } =
    measured;
  return `${row}, ${rows} rows as ${format}: ${rowsPerSecond} rows/s (${seconds.toFixed(1)} s; COPY ${copyRowsPerSecond} rows/s), peak ${peakMegabytes} MB (${restMegabytes} before), ${steps} steps of progress, slowest look ${slowestLookSeconds.toFixed(2)} s`;
}

function toQueryLine({ row, question, ratio, tail, graph, sql }: QueryRow): string {
  const told = ({ p50, p95, p99, perSecond, failed }: QueryRow['graph']) =>
    `p50 ${p50.toFixed(0)}, p95 ${p95.toFixed(0)}, p99 ${p99.toFixed(0)} ms, ${perSecond.toFixed(0)}/s${failed ? `, ${failed} failed` : ''}`;
  return `${row}, ${question}: ${ratio.toFixed(2)} × (${told(graph)}; SQL ${told(sql)}; p99/p50 ${tail.toFixed(1)})`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
