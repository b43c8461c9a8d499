import { randomFillSync } from 'node:crypto';
import { link, mkdtemp, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAILY_PRODUCTS, GROUPS, SEGMENT_FILE_STRUCTURE } from '@passant/contracts';
import { runInEngine, type EngineSettings } from '@passant/engine';
import { measureTable, randomSourceFrom } from '@passant/privacy';
import { seededHashKey } from '../accuracy/random';
import { toPlanZone } from '../src/plans/domain/to-plan-zone';
import { countedDomain } from '../src/step-three/table-domain';
import { toDayWindow } from '../src/transform/domain/day-window';
import { planParts } from '../src/transform/domain/plan-parts';
import { toFigures, type CountedFigure } from '../src/transform/domain/to-figures';
import { loadPlan } from '../src/transform/plan-files';
import { countDay, segmentFileName, type DailyProduct, type DayToTransform } from '../src/transform/transform-day';
import { interleave, median, secondsOf } from './interleave';
import { PeakMemory } from './peak-memory';
import { RecordedStatements } from './recorded-statements';
import type { BenchContext, BenchResult, BenchRow } from './row';
import { storeDay, type StoredDay } from './stored-day';

/** As the service has it unless told otherwise, but for the folder. */
const MOST_ROWS_A_PART = 10_000_000;
const SETTINGS = { maxMemoryMegabytes: 3_000, threads: 2 };
const TURNS = 3;
const NOISY_FIGURES = 1_000_000;
const SIGMA_SQUARED = 1_000;
const SEED = 7;

/** Simulated people whose day makes 10 million events, twice stored: as presence and as movement. */
const PEOPLE = 166_000;
const SIZES = [{ copies: 1 }, { copies: 5 }];

/**
 * Step 2 over a stored day, all daily tables together (the session with its start, all counts as full tables), against one
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
      mostRowsAPart: MOST_ROWS_A_PART,
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

/** As the service counts a day: part after part in one session, then full tables of all groups. */
async function countTables(
  { day, plan, files }: StoredDay,
  { settings, statements, peak }: Session & { readonly peak: PeakMemory },
): Promise<void> {
  const zones = plan.zones.map(toPlanZone);
  const transformed: DayToTransform = {
    window: toDayWindow(day, plan.market.timeZone)!,
    plan: { zones, regions: plan.regions, footprints: plan.footprints },
    hashKey: seededHashKey(SEED, 'bench'),
    stopped: { presence: Buffer.alloc(0), movement: Buffer.alloc(0), 'return-visits': Buffer.alloc(0) },
  };
  const pathOf = new Map(files.map(({ path, segment }) => [segment, path]));
  const frame = {
    plan: { zones, regions: plan.regions, residents: null },
    hours: transformed.window.hours,
  };
  const parts = planParts(
    files.map(({ segment }) => segment),
    MOST_ROWS_A_PART,
  );
  const counts = Object.fromEntries(DAILY_PRODUCTS.map((product) => [product, []])) as unknown as Counts;
  await runInEngine(settings, async (engine) => {
    await loadPlan(statements.over(engine), transformed.plan);
    for (const part of parts) {
      const names = part.map(({ segment, batch }, file) =>
        join(engine.directory, segmentFileName(segment.dataKind, batch, file)),
      );
      for (const [file, { segment }] of part.entries()) await link(pathOf.get(segment)!, names[file]!);
      const found = await countDay(statements.over(engine), transformed);
      for (const name of names) await unlink(name);
      for (const product of DAILY_PRODUCTS) counts[product] = counts[product].concat(found.counts[product]);
    }
    peak.ofEngine(await engine.peakMemoryMegabytes());
  });
  for (const product of DAILY_PRODUCTS) {
    const { rows, columns } = countedDomain(product, frame)!;
    for (const group of GROUPS) toFigures(counts[product], { group, rows: rows.length, columns: columns.length });
  }
}

type Counts = Record<DailyProduct, readonly CountedFigure[]>;

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
