import { randomFillSync } from 'node:crypto';
import { link, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAILY_PRODUCTS, GROUPS, SEGMENT_FILE_STRUCTURE } from '@passant/contracts';
import { runInEngine, type EngineSettings } from '@passant/engine';
import { measureTable, randomSourceFrom } from '@passant/privacy';
import { seededHashKey } from '../accuracy/random';
import { countedDomain } from '../src/step-three/table-domain';
import { toDayWindow } from '../src/transform/domain/day-window';
import { planSessions } from '../src/transform/domain/plan-sessions';
import { toFigures } from '../src/transform/domain/to-figures';
import { segmentFileName, transformDay, type DayToTransform } from '../src/transform/transform-day';
import { interleave, median, secondsOf } from './interleave';
import { PeakMemory } from './peak-memory';
import { RecordedStatements } from './recorded-statements';
import type { BenchContext, BenchResult, BenchRow } from './row';
import { storeDay, type StoredDay } from './stored-day';

/** As the service has it unless told otherwise, but for the folder. */
const MOST_ROWS_A_SESSION = 10_000_000;
const SETTINGS = { maxMemoryMegabytes: 3_000, threads: 2 };
const TURNS = 3;
const NOISY_FIGURES = 1_000_000;
const SIGMA_SQUARED = 1_000;
const SEED = 7;

/** Simulated people whose day makes 10 million events, twice stored: as presence and as movement. */
const PEOPLE = 166_000;
const SIZES = [{ copies: 1 }, { copies: 5 }];

/**
 * Step 2 over a stored day, all daily tables together (every session with its start, all counts as full tables), against one
 * plain group-by over the same files. And noise of a million figures.
 */
export async function benchAnonymise({ quick, say }: BenchContext): Promise<BenchResult> {
  const people = quick ? 1_000 : PEOPLE;
  const noise = timeNoise(quick ? 10_000 : NOISY_FIGURES);
  say(`noise of ${noise.figures.toLocaleString('en')} figures: ${noise.seconds.toFixed(2)} s`);
  const rows: BenchRow[] = [];
  const statements = { ours: new RecordedStatements(), yardstick: new RecordedStatements() };
  for (const { copies } of SIZES) {
    const folder = await mkdtemp(join(tmpdir(), 'passant-bench-'));
    try {
      const stored = await storeDay({ folder, people, copies, over: quick ? 'made city' : 'kit', seed: SEED });
      say(`${stored.rows.toLocaleString('en')} rows stored in ${stored.files.length} files`);
      rows.push(await benchDay(stored, { folder, turns: quick ? 1 : TURNS, noise, statements, say }));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  const toTexts = (title: string, of: RecordedStatements) => of.texts.map((text) => ({ title, text }));
  return { rows, texts: [...toTexts('yardstick', statements.yardstick), ...toTexts('step 2', statements.ours)] };
}

interface Run {
  readonly folder: string;
  readonly turns: number;
  readonly noise: Noise;
  readonly statements: Readonly<Record<'ours' | 'yardstick', RecordedStatements>>;
  readonly say: (what: string) => void;
}

/** One plain group-by over all segment files of the day: what reading them costs anybody. */
const yardstick = (source: string, target: string): string =>
  `INSERT INTO FUNCTION ${target} SELECT cell_id, toStartOfHour(time), count() FROM ${source} GROUP BY 1, 2`;

async function benchDay(stored: StoredDay, { folder, turns, noise, statements, say }: Run): Promise<BenchRow> {
  const peak = new PeakMemory();
  const settings: EngineSettings = { ...SETTINGS, scratchDirectory: folder, scratchMegabytes: 1_000_000 };
  const measured = await interleave(turns, {
    yardstick: () => runYardstick(stored, { settings, statements: statements.yardstick }),
    ours: () =>
      secondsOf(() => peak.during(() => countTables(stored, { settings, peak, statements: statements.ours }))),
  });
  const [seconds, yardstickSeconds] = [median(measured.ours), median(measured.yardstick)];
  say(`${stored.rows.toLocaleString('en')} rows: ${seconds.toFixed(1)} s, yardstick ${yardstickSeconds.toFixed(1)} s`);
  return {
    row: 'anonymise',
    storedRows: stored.rows,
    ratio: seconds / yardstickSeconds,
    seconds,
    yardstickSeconds,
    details: {
      turns: measured,
      secondsPerMillionRows: (seconds / stored.rows) * 1e6,
      peakMemoryMegabytes: Math.round(peak.megabytes),
      engine: SETTINGS,
      mostRowsASession: MOST_ROWS_A_SESSION,
      noise,
    },
  };
}

interface Session {
  readonly settings: EngineSettings;
  readonly statements: RecordedStatements;
}

/** The statement alone is timed, not the start of its session. */
function runYardstick({ files }: StoredDay, { settings, statements }: Session): Promise<number> {
  return runInEngine(settings, async (engine) => {
    for (const [index, { path }] of files.entries()) {
      await link(path, join(engine.directory, `segment-${index}.native.lz4`));
    }
    const source = engine.source('segment-*.native.lz4', 'Native', SEGMENT_FILE_STRUCTURE);
    const target = engine.target('yardstick.tsv', 'TSV', 'cell String, hour DateTime, events UInt64');
    return secondsOf(() => statements.over(engine).execute(yardstick(source, target)));
  });
}

/** As the service counts a day: session after session, then full tables of all groups. */
async function countTables(
  { day, plan, files }: StoredDay,
  { settings, statements, peak }: Session & { readonly peak: PeakMemory },
): Promise<void> {
  const transformed: DayToTransform = {
    window: toDayWindow(day, plan.market.timeZone)!,
    plan: { zones: plan.zones, regions: plan.regions, footprints: plan.footprints },
    hashKey: seededHashKey(SEED, 'bench'),
    stopped: { presence: Buffer.alloc(0), movement: Buffer.alloc(0), 'return-visits': Buffer.alloc(0) },
  };
  const pathOf = new Map(files.map(({ path, segment }) => [segment, path]));
  const frame = {
    plan: { zones: plan.zones, regions: plan.regions, residents: null },
    hours: transformed.window.hours,
  };
  const totals = new Map<string, number[]>();
  const sessions = planSessions(
    files.map(({ segment }) => segment),
    MOST_ROWS_A_SESSION,
  );
  for (const session of sessions) {
    const { counts } = await runInEngine(settings, async (engine) => {
      for (const [file, { segment, batch }] of session.entries()) {
        await link(pathOf.get(segment)!, join(engine.directory, segmentFileName(segment.dataKind, batch, file)));
      }
      const found = await transformDay(statements.over(engine), transformed);
      peak.ofEngine(await engine.peakMemoryMegabytes());
      return found;
    });
    for (const product of DAILY_PRODUCTS) {
      const { rows, columns } = countedDomain(product, frame)!;
      for (const group of GROUPS) {
        const table = toFigures(counts[product], { group, rows: rows.length, columns: columns.length });
        const before = totals.get(`${product}/${group}`);
        totals.set(`${product}/${group}`, before ? table.map((value, index) => value + before[index]!) : table);
      }
    }
  }
}

interface Noise {
  readonly figures: number;
  readonly sigmaSquared: number;
  readonly seconds: number;
}

function timeNoise(figures: number): Noise {
  const source = randomSourceFrom((bytes) => randomFillSync(bytes));
  const counts = new Array<number>(figures).fill(0);
  const started = performance.now();
  measureTable(counts, { sensitivitySquared: 6, sigmaSquared: SIGMA_SQUARED }, source);
  return { figures, sigmaSquared: SIGMA_SQUARED, seconds: (performance.now() - started) / 1000 };
}
