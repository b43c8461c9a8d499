import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareCity } from './prepare-city';
import { truePresence } from './truth';

/** Prints how fast a city is simulated. Usage: `node dist/bench.js [people] [days] [kit folder]` */
async function bench(people: number, days: number, kitDirectory: string | undefined): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'passant-simulator-bench-'));
  try {
    const truthFile = join(home, 'truth.csv');
    const directory = join(home, 'city');
    const options = { directory, truthFile, kitDirectory, people, days, consentShare: 0.5, seed: 1 };
    const { rows, seconds } = await prepareCity({ ...options, progress: () => undefined });
    const started = performance.now();
    await truePresence({ truthFile, zones: [], hours: [] });
    console.log({
      people,
      days,
      rows,
      seconds,
      rowsPerSecond: Math.round(rows / seconds),
      truthSeconds: Math.round(performance.now() - started) / 1_000,
      peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1_024),
    });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

const [people = '20000', days = '2', kit] = process.argv.slice(2);
void bench(Number(people), Number(days), kit);
