import { cpus, totalmem } from 'node:os';
import { benchQuery, type QueryRow } from './query';

const USAGE = 'npm run bench -- query [--quick] [--json]\n';

async function main(): Promise<void> {
  const given = process.argv.slice(2).filter((argument) => argument !== 'query');
  if (given.some((argument) => argument !== '--quick' && argument !== '--json')) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const quick = given.includes('--quick');
  const { rows, texts } = await benchQuery({ quick, say: (what) => void process.stderr.write(`${what}\n`) });
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

function toLine({ row, question, ratio, tail, graph, sql }: QueryRow): string {
  const told = ({ p50, p95, p99, perSecond, failed }: QueryRow['graph']) =>
    `p50 ${p50.toFixed(0)}, p95 ${p95.toFixed(0)}, p99 ${p99.toFixed(0)} ms, ${perSecond.toFixed(0)}/s${failed ? `, ${failed} failed` : ''}`;
  return `${row}, ${question}: ${ratio.toFixed(2)} × (${told(graph)}; SQL ${told(sql)}; p99/p50 ${tail.toFixed(1)})`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
