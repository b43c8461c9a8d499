import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CASES, toQuick } from './cases';
import { judgeGoals, toMarkdown, type CaseResult } from './report';
import { runCase } from './run-case';

const out = mkdtempSync(join(tmpdir(), 'accuracy-test-'));
let result: CaseResult;
beforeAll(async () => {
  result = await runCase({ of: toQuick(CASES.realistic), seed: 1, out, say: () => undefined });
}, 120_000);
afterAll(() => rmSync(out, { recursive: true }));

const rowOf = (product: string, grain: string, of = 'realistic') =>
  result.rows.find((row) => row.case === of && row.product === product && row.grain === grain)!;

test('every product is told at every grain, for each kind of consent and together', () => {
  const grains = new Set(result.rows.map(({ product, grain }) => `${product} ${grain}`));
  expect([...grains]).toEqual(
    expect.arrayContaining([
      'presence zone-hour',
      'visitors zone-day',
      'visitors-by-age zone-week',
      'origin zone-month',
      'flows pair-day',
      'presence area-hour',
      'visitors area-day',
      'origin city-day',
    ]),
  );
  expect(new Set(result.rows.map((row) => row.case))).toEqual(
    new Set(['realistic', 'realistic/uniform', 'realistic/by-district']),
  );
  for (const row of result.rows) {
    expect(Object.keys(row)).toEqual(
      expect.arrayContaining([
        'case',
        'product',
        'grain',
        'medianRelativeError',
        'p90RelativeError',
        'publishedShareOfVisits',
        'coverage95',
        'bias',
      ]),
    );
  }
});

// Too few people for strata: only uniform consent can be corrected in so small a city.
test('intervals hold the truth about as often as they say, before anything is suppressed', () => {
  for (const [product, grain] of [
    ['presence', 'zone-hour'],
    ['visitors-by-age', 'zone-day'],
    ['dwell', 'zone-day'],
    ['flows', 'pair-day'],
    ['presence', 'area-hour'],
  ] as const) {
    const { coverage95BeforeSuppression, figures } = rowOf(product, grain, 'realistic/uniform');
    expect(figures).toBeGreaterThan(50);
    expect(coverage95BeforeSuppression).toBeGreaterThan(0.85);
  }
});

test('what was counted once is not counted again, and counts of another case are refused', async () => {
  const counts = mkdtempSync(join(tmpdir(), 'accuracy-counts-'));
  const of = toQuick(CASES.frequency);
  const first = await runCase({ of, seed: 2, counts, say: () => undefined });
  const said: string[] = [];
  const second = await runCase({ of, seed: 2, counts, say: (what) => said.push(what) });
  expect(second.rows).toEqual(first.rows);
  expect(said.some((what) => / \d{4}-\d\d-\d\d counted/.test(what))).toBe(false);
  await expect(runCase({ of: { ...of, days: 3 }, seed: 2, counts, say: () => undefined })).rejects.toThrow('--counts');
  rmSync(counts, { recursive: true });
}, 120_000);

test('noise costs something: k = 20 publishes more and errs less', () => {
  const { k20, unprotected, publishedShareOfVisits } = rowOf('visitors', 'zone-day');
  expect(k20.publishedShareOfVisits!).toBeGreaterThan(publishedShareOfVisits!);
  expect(unprotected.publishedShareOfVisits).toBe(1);
});

test('step 2 over all lines is near to where people were', () => {
  expect(result.locationError['presence']!.median).toBeLessThan(0.3);
  expect(Math.abs(result.locationError['presence']!.bias!)).toBeLessThan(0.2);
});

test('truth and releases are written so that another program can recompute a row', () => {
  const folder = join(out, 'realistic');
  const about = JSON.parse(readFileSync(join(folder, 'about.json'), 'utf8'));
  const [first] = about.periods;
  const truth = JSON.parse(readFileSync(join(folder, `truth-${first.period}.json`), 'utf8'));
  const release = JSON.parse(readFileSync(join(folder, 'panel-0', `${first.period}-presence.json`), 'utf8'));
  expect(readdirSync(folder).filter((name) => name.startsWith('panel-'))).toHaveLength(about.panels.length);
  expect(truth.presence).toHaveLength(about.zones.length * first.hours.length);
  expect(release.tables[0].values).toHaveLength(truth.presence.length);
});

test('from these files alone come the errors, the share that is published, bias and coverage of a row', () => {
  const folder = join(out, 'realistic');
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const about = read('about.json');
  const panel = about.panels.findIndex(({ consent }: { consent: string }) => consent === 'uniform');
  const figures = (about.periods as { period: string }[]).flatMap(({ period }) => {
    const cells: number[] = read(`truth-${period}.json`).visitors;
    const { tables, extrapolation } = read(join(`panel-${panel}`, `${period}-visitors.json`));
    const { values, variance, tau } = tables.find(({ table }: { table: string }) => table === 'visitors');
    const width = cells.length / about.zones.length;
    return (about.zones as { covered: boolean }[]).flatMap(({ covered }, zone) => {
      if (!covered) return [];
      const truth = cells.slice(zone * width, (zone + 1) * width).reduce((sum, people) => sum + people, 0);
      const { factor, variance: unsure } = extrapolation?.factors[zone] ?? { factor: 1, variance: 0 };
      const sampling = factor ** 2 * Math.max(values[zone], 1) * Math.max(0, 1 - 1 / factor);
      const sd = Math.sqrt(factor ** 2 * variance + sampling + unsure * values[zone] ** 2);
      const value = factor * values[zone];
      const isPublished = values[zone] >= tau && Boolean(extrapolation?.factors[zone]);
      return [{ truth, value, isPublished, isCovered: Math.abs(value - truth) <= 1.959964 * sd }];
    });
  });
  const add = (some: typeof figures, valueOf: (figure: (typeof figures)[number]) => number) =>
    some.reduce((sum, figure) => sum + valueOf(figure), 0);
  const published = figures.filter(({ isPublished }) => isPublished);
  const errors = published
    .map(({ value, truth }) => Math.abs(value - truth) / Math.max(1, truth))
    .sort((a, b) => a - b);
  const middle = (errors.length - 1) / 2;
  const row = rowOf('visitors', 'zone-day', 'realistic/uniform');
  expect(published.length).toBeGreaterThan(2);
  expect(row.medianRelativeError).toBeCloseTo((errors[Math.floor(middle)]! + errors[Math.ceil(middle)]!) / 2, 9);
  expect(row.publishedShareOfVisits).toBeCloseTo(
    add(published, ({ truth }) => truth) / add(figures, ({ truth }) => truth),
    9,
  );
  expect(row.bias).toBeCloseTo(add(published, ({ value }) => value) / add(published, ({ truth }) => truth) - 1, 9);
  expect(row.coverage95BeforeSuppression).toBeCloseTo(
    figures.filter(({ isCovered }) => isCovered).length / figures.length,
    9,
  );
});

test('the table names the case, and the goals are judged on the realistic one', () => {
  expect(toMarkdown([result], judgeGoals(result.rows))).toContain('| visitors | zone-day |');
  expect(judgeGoals(result.rows).map(({ product, grain }) => `${product} per ${grain}`)).toEqual([
    'visitors per zone-day',
    'visitors-by-age per zone-week',
    'origin per zone-month',
  ]);
});
