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

test('the table names the case, and the goals are judged on the realistic one', () => {
  expect(toMarkdown([result], judgeGoals(result.rows))).toContain('| visitors | zone-day |');
  expect(judgeGoals(result.rows).map(({ product, grain }) => `${product} per ${grain}`)).toEqual([
    'visitors per zone-day',
    'visitors-by-age per zone-week',
    'origin per zone-month',
  ]);
});
