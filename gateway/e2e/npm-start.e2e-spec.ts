import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
  copyFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { AGE_BANDS, GENDERS } from '@passant/contracts';
import { DAILY_RELEASES } from './support/operator';
import { endLaunchers, type Finished, npmStart, repository } from './support/launcher';

const SHARED = join(repository, '..', 'shared', 'data');
const NYC = join(SHARED, 'nyc');
const LEIPZIG = join(SHARED, 'leipzig');
const RUN_MS = 300_000;

interface Intervals {
  readonly values: readonly (number | null)[];
  readonly lows: readonly (number | null)[];
  readonly highs: readonly (number | null)[];
}

interface Profile {
  readonly of: string;
  readonly series: readonly Intervals[];
}

interface Report {
  readonly ingested: boolean;
  readonly events: Record<'read' | 'accepted' | 'withoutConsent' | 'duplicate' | 'rejected', number>;
  readonly panel: { readonly subscribers: number; readonly measured: number };
  readonly releases: readonly {
    readonly id: string;
    readonly day: string;
    readonly product: string;
    readonly measurements: readonly { readonly rho: string; readonly sigmaSquared: number }[];
    readonly figures: number;
    readonly published: number;
    readonly suppressed: number;
    readonly noData: number;
  }[];
  readonly answer: {
    readonly data: Record<
      'presence' | 'visitors',
      readonly { readonly statuses: string[]; readonly locationError: { median: number; p90: number } | null }[]
    > & {
      readonly visitorsByAge: readonly Profile[];
      readonly visitorsByGender: readonly Profile[];
      readonly origin: readonly (Intervals & {
        readonly homeZoneNames: readonly (string | null)[];
        readonly suppressed: number;
      })[];
      readonly flows: Intervals & {
        readonly fromZoneNames: readonly string[];
        readonly toZoneNames: readonly string[];
        readonly suppressed: number;
        readonly noData: number;
      };
    };
  };
  readonly accuracy?: { readonly mechanism: { readonly coverage95: number; readonly figures: number } | null };
  readonly seconds: Record<string, number>;
  readonly peakMemoryMb: Record<string, number>;
  readonly addresses: Record<string, string>;
}

/** Exactly one JSON document on stdout: `JSON.parse` takes no more than one. */
function readReport({ code, stdout, stderr }: Finished): Report {
  if (code !== 0) throw new Error(`npm start ended with ${code}:\n${stderr.slice(-3_000)}`);
  return JSON.parse(stdout) as Report;
}

/** Every published figure lies in its interval. */
function expectIntervals({ values, lows, highs }: Intervals): void {
  expect([lows.length, highs.length]).toEqual([values.length, values.length]);
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    expect(lows[index]).toBeLessThanOrEqual(value);
    expect(highs[index]).toBeGreaterThanOrEqual(value);
  }
}

/** Who the visitors are, where they come from and which ways they go. */
function expectDetails({ visitorsByAge, visitorsByGender, origin, flows }: Report['answer']['data']): void {
  expect(visitorsByAge.map(({ of }) => of)).toEqual(AGE_BANDS.filter((age) => age !== 'not-given'));
  expect(visitorsByAge).toHaveLength(6);
  expect(visitorsByGender.map(({ of }) => of)).toEqual(GENDERS.filter((gender) => gender !== 'not-given'));
  expect(visitorsByGender).toHaveLength(2);
  for (const { series } of [...visitorsByAge, ...visitorsByGender]) {
    expect(series.length).toBeGreaterThan(0);
    series.forEach(expectIntervals);
  }
  expect(origin).toHaveLength(1);
  expect(origin[0]!.values.length + origin[0]!.suppressed).toBeGreaterThan(0);
  expect(origin[0]!.homeZoneNames).toHaveLength(origin[0]!.values.length);
  expectIntervals(origin[0]!);
  const { fromZoneNames, toZoneNames, values, suppressed, noData } = flows;
  expect([fromZoneNames.length, toZoneNames.length]).toEqual([values.length, values.length]);
  expect(values.length + suppressed + noData).toBeGreaterThan(0);
  expectIntervals(flows);
}

const sumOfOutcomes = ({ events }: Report) =>
  events.accepted + events.withoutConsent + events.duplicate + events.rejected;

describe('npm start', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'passant-start-'));
    chmodSync(folder, 0o755);
  });
  afterAll(async () => {
    await endLaunchers();
    rmSync(folder, { recursive: true, force: true });
  }, RUN_MS);

  test(
    'makes a city and ends with one document: the counters add up, every product of both days is released for both purposes',
    async () => {
      const first = readReport(await npmStart('--exit', '--json', '--people', '2000', '--home', join(folder, 'made')));

      expect(first.ingested).toBe(true);
      expect(first.events.read).toBeGreaterThan(0);
      expect(first.events.read).toBe(sumOfOutcomes(first));
      expect(first.releases).toHaveLength(2 * DAILY_RELEASES.length);
      for (const { measurements, figures, published, suppressed, noData } of first.releases) {
        expect(measurements.length).toBeGreaterThanOrEqual(1);
        for (const { rho, sigmaSquared } of measurements) {
          expect(rho).toMatch(/^\d+\/\d+$/);
          expect(Number.isInteger(sigmaSquared)).toBe(true);
        }
        expect(published + suppressed + noData).toBe(figures);
      }
      expect(first.panel.subscribers).toBeGreaterThanOrEqual(2_000);
      expect(first.answer.data.presence.length).toBeGreaterThan(0);
      expect(first.accuracy?.mechanism?.coverage95).toBeGreaterThan(0.9);
      for (const { locationError } of [...first.answer.data.presence, ...first.answer.data.visitors]) {
        expect(locationError!.median).toBeGreaterThan(0);
        expect(locationError!.p90).toBeGreaterThanOrEqual(locationError!.median);
        expect(locationError!.p90).toBeLessThan(1);
      }
      expectDetails(first.answer.data);
      expect(Object.keys(first.peakMemoryMb)).toEqual(expect.arrayContaining(['gateway', 'consent', 'ingestion']));
    },
    RUN_MS,
  );

  const withNewYork = existsSync(join(NYC, 'kit.json')) ? test : test.skip;
  if (!existsSync(join(NYC, 'kit.json'))) console.warn(`${NYC} is not here: the run with real check-ins is skipped.`);

  withNewYork(
    'takes the first days of real check-ins as they are: counted whole, almost nothing published',
    async () => {
      const kit = join(folder, 'nyc');
      const days = ['2012-04-03', '2012-04-04', '2012-04-05'];
      const { rows, repeated } = cutKit(kit, '2012-04-06T04:00:00Z');
      const finished = await npmStart(
        ...['--exit', '--json', '--data', kit, '--consent', '1', '--home', join(folder, 'new-york')],
      );
      const report = readReport(finished);
      const { stderr } = finished;

      expect(report.events.read).toBe(rows);
      expect(report.events.read).toBe(sumOfOutcomes(report));
      expect(report.events.withoutConsent).toBe(0);
      expect(report.events.duplicate).toBe(repeated);
      expect(report.accuracy).toBeFalsy();
      expect(new Set(report.answer.data.presence.map(({ locationError }) => locationError))).toEqual(new Set([null]));
      expect(stderr).toContain('Location error: not measured, nobody knows where these people were.');
      expect([...new Set(report.releases.map(({ day }) => day))].sort()).toEqual(days);
      const figures = report.releases.reduce((sum, release) => sum + release.figures, 0);
      const published = report.releases.reduce((sum, release) => sum + release.published, 0);
      expect(published / figures).toBeLessThan(0.01);
    },
    RUN_MS,
  );

  const withLeipzig = existsSync(join(LEIPZIG, 'kit.json')) ? test : test.skip;
  if (!existsSync(join(LEIPZIG, 'kit.json'))) console.warn(`${LEIPZIG} is not here: the run over it is skipped.`);

  withLeipzig(
    'simulates people over a real network: the noise intervals hold the exact counts as often as they claim',
    async () => {
      const report = readReport(
        await npmStart(
          ...['--exit', '--json', '--data', LEIPZIG, '--people', '3000', '--days', '1'],
          ...['--home', join(folder, 'leipzig')],
        ),
      );

      expect(report.events.read).toBe(sumOfOutcomes(report));
      const { coverage95, figures } = report.accuracy!.mechanism!;
      expect(figures).toBe(report.releases.reduce((sum, release) => sum + release.figures, 0));
      // Five standard errors of a share of 95 %.
      const slack = 5 * Math.sqrt((0.95 * 0.05) / figures);
      expect(Math.abs(coverage95 - 0.95)).toBeLessThan(slack);
      for (const megabytes of Object.values(report.peakMemoryMb)) expect(megabytes).toBeLessThan(4_000);
    },
    RUN_MS,
  );

  /** The kit up to an instant; gives the number of events in it, and how many of them repeat an earlier one. */
  function cutKit(kit: string, before: string): { rows: number; repeated: number } {
    mkdirSync(kit);
    for (const file of ['kit.json', 'cells.csv']) copyFileSync(join(NYC, file), join(kit, file));
    const [header, ...all] = gunzipSync(readFileSync(join(NYC, 'events.csv.gz')))
      .toString()
      .trimEnd()
      .split('\n');
    const kept = all.filter((row) => (row.split(',')[1] ?? '') < before);
    writeFileSync(join(kit, 'events.csv.gz'), gzipSync(`${[header, ...kept].join('\n')}\n`));
    return { rows: kept.length, repeated: kept.length - new Set(kept).size };
  }

  test.each([
    ['a folder without kit.json', () => ['--data', folder], /no kit\.json[\s\S]*What to do/],
    ['a folder that is not there', () => ['--data', join(folder, 'nowhere')], /does not exist[\s\S]*What to do/],
    [
      'a home that cannot be written to',
      () => {
        writeFileSync(join(folder, 'a-file'), '');
        return ['--home', join(folder, 'a-file', 'home')];
      },
      /cannot be used[\s\S]*--home/,
    ],
    ['an option nobody knows', () => ['--fast'], /--fast[\s\S]*--help/],
  ])('%s: says what, where and what to do, and starts nothing', async (_what, arrange, message) => {
    const { code, stdout, stderr, seconds } = await npmStart(...arrange(), '--exit', '--json');

    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(seconds).toBeLessThan(20);
  });
});
