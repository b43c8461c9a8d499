import {
  DAY_PARTS,
  firstDayOf,
  GROUPS,
  monthOf,
  releaseArtefactSchema,
  releasePublished,
  type Day,
  type MeasuredStrata,
  type ReleaseArtefact,
  type StaffRole,
  type ZoneId,
} from '@passant/contracts';
import { tau, thresholdZ } from '@passant/privacy';
import { ServiceClient, testStack } from '@passant/testing';
import { gunzipSync } from 'node:zlib';
import { MARKET, OF_A_DAY, PLAN_ID, RunningService } from '../../test/running-service';
import type { TestEvent } from '../../test/test-day';
import { aWideLine, WIDE_ZONES } from '../../test/wide-line';
import { PublishingService } from '../releases/publishing.service';

const stack = testStack({ postgres: true, redis: true });
const DAY = '2026-03-04' as Day;
const { zones, regions, footprints } = aWideLine();
let service: RunningService;
let flows: ReleaseArtefact;
let published: Buffer;

/** A square of some 200 m around a zone's middle. */
const squareAround = ({ longitude, latitude }: { longitude: number; latitude: number }) => {
  const [west, east, south, north] = [longitude - 0.001, longitude + 0.001, latitude - 0.001, latitude + 0.001];
  const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]; // prettier-ignore
  return { type: 'MultiPolygon', coordinates: [[ring]] };
};
const adults = { female: new Array<number>(6).fill(5000), male: new Array<number>(6).fill(5000) };
/** The last zone has no coverage; regions have 60,000 adults each. No home areas: origin is not measured, which saves its noise. */
const artefact = {
  ...{ format: 'zone-plan/2', planId: PLAN_ID, version: 1, residents: 12 * 72_000 },
  market: { id: MARKET, name: 'A long valley', country: 'DE', timeZone: 'Europe/Berlin', firstDay: '2026-03-01' },
  zones: zones.map(({ middle, ...zone }, index) => ({
    ...{
      ...zone,
      areas: [],
      name: zone.id,
      residents: null,
      areaSquareMetres: 40_000,
      covered: index < WIDE_ZONES - 1,
    },
    geometry: squareAround(middle),
  })),
  regions: regions.map((region) => ({ ...region, residents: { female: 36_000, male: 36_000, adults } })),
};

/** In every region 600 of each age and gender in group `both`, but 1,200 of them in the first. */
const strata: MeasuredStrata = {
  ...{ month: monthOf(DAY), measuredOn: firstDayOf(monthOf(DAY)), regions: regions.map(({ id }) => id) },
  tables: (['presence', 'movement', 'return-visits'] as const).flatMap((dataKind) =>
    GROUPS.map((group) => ({
      ...{ dataKind, group },
      sizes: Array.from({ length: 13 * 21 }, (_, index) => {
        const [region, cell] = [Math.floor(index / 21), index % 21];
        const isGiven = region < 12 && cell < 18 && cell % 3 < 2;
        return group === 'both' && isGiven ? (region === 0 ? 1200 : 600) : 0;
      }),
    })),
  ),
  ...{ sigmaSquared: 300, rho: '1/200' },
};

/** Half an hour here at ten, half an hour there at eleven, and back. */
const travel = (person: number, from: number, to: number): TestEvent[] =>
  [from, to, from].flatMap((cell, stop) =>
    [0, 1800].map((second) => ({
      ...{ person, cell: `c${cell}`, group: 'both' as const },
      time: Date.parse(`${DAY}T09:00:00Z`) / 1000 + stop * 3600 + second,
    })),
  );
const people = (count: number, first: number, from: number, to: (person: number) => number): TestEvent[] =>
  Array.from({ length: count }, (_, index) => travel(first + index, from, to(index))).flat();

beforeAll(async () => {
  service = new RunningService(stack);
  await service.start();
  await service.receivePlan(artefact, { ...footprints, format: 'footprints/1', planId: PLAN_ID });
  await service.issuePanel(DAY, { both: 12 * 7200 + 7200 }, { strata });
  // 500 people within 50 km, and 500 to eleven zones beyond, all of the next region.
  const events = [...people(500, 0, 10, () => 30), ...people(500, 500, 10, (index) => 65 + (index % 11))];
  await service.completeDay(DAY, events, { dataKinds: ['presence', 'movement'] });
  await service.clear(DAY);
  await service.untilState(DAY, 'CLOSED');
  const rows = await service.outbox<typeof releasePublished>('release.published', DAY);
  const of = rows.find(({ payload }) => payload.tables && payload.product === 'flows' && payload.purpose === 'public-planning')!; // prettier-ignore
  published = await service.store('releases').readBytes(of.payload.tables!);
  flows = releaseArtefactSchema.parse(JSON.parse(gunzipSync(published).toString()));
}, 240_000);
afterAll(() => service.end());

const valuesOf = (pair: string): number[] => {
  const row = flows.zones.indexOf(pair as ZoneId);
  return flows.tables[0]!.values.slice(row * DAY_PARTS.length, (row + 1) * DAY_PARTS.length);
};
const NEAR_PAIRS = WIDE_ZONES * 101 - 50 * 51;

describe('a day over a plan of 600 zones and 600 km', () => {
  test('releases flows by pairs: near ones of zones, far ones of regions', () => {
    const [table] = flows.tables;
    expect(flows.zones).toHaveLength(NEAR_PAIRS + 12 * 11);
    expect(table!.columns).toEqual(DAY_PARTS);
    expect(table!.values).toHaveLength(flows.zones.length * DAY_PARTS.length);
    expect(table!.tau).toBeCloseTo(tau(20, thresholdZ(table!.values.length), Math.sqrt(table!.variance)), 9);
    // In the part from 10 to 14, there and back; the noise of one group is 26.
    const away = (pair: string, trips: number) => Math.abs(valuesOf(pair)[2]! - trips);
    for (const pair of ['Z10/Z30', 'Z30/Z10', 'R0/R1', 'R1/R0']) expect(away(pair, 500)).toBeLessThan(6 * 26);
    for (const pair of ['Z10/Z31', 'R0/R2']) expect(away(pair, 0)).toBeLessThan(6 * 26);
    expect(flows.zones).not.toContain('Z10/Z65');
    expect(flows.zones).not.toContain('R0/R0');
  });

  test('costs what it costs everywhere: one row on the ledger a group, Δ² = 8', async () => {
    const withoutOrigin = OF_A_DAY.measurements - GROUPS.length;
    expect(await service.countOf('measurement', DAY)).toBe(withoutOrigin);
    expect(await service.countOf('ledger_entry', DAY)).toBe(withoutOrigin);
    expect(flows.measurements).toMatchObject([{ group: 'both', table: 'flows', rho: '4/667', sigmaSquared: 667 }]);
  });

  test('gives a trip the factor of where it begins: the zone, or its region', () => {
    const { factors } = flows.extrapolation!;
    expect(factors).toHaveLength(flows.zones.length);
    const of = (pair: string) => factors[flows.zones.indexOf(pair as ZoneId)]!.factor;
    expect(of('Z10/Z30')).toBe(of('Z10/Z10'));
    expect(of('R1/R0')).toBe(of('R1/R3'));
    // Nobody's home is known, so all have the city's: 720,000 adults, of whom 93,600 are in the panel.
    expect(of('Z300/Z301')).toBeGreaterThan(5);
    expect(of('R5/R6')).toBeGreaterThan(5);
    expect(of('R5/R6')).toBeLessThan(10);
  });

  test('is written again byte by byte the same', async () => {
    const written = await service.app.get(PublishingService, { strict: false }).writeAgain(MARKET, DAY);
    const again = written.find(({ release }) => release.product === 'flows' && release.purpose === 'public-planning')!;
    expect((await service.store('releases').readBytes(again.tables)).equals(published)).toBe(true);
  });

  test('counts figures without coverage at either end, and judges whether people came home', async () => {
    const actor = { kind: 'staff' as const, staffId: 'petra', roles: ['admin', 'privacy-officer'] as StaffRole[] };
    const { data } = await new ServiceClient(service.app, 'anonymisation').graphql<{
      releases: { product: string; figures: number; noData: number; published: number }[];
      judgedDays: { state: string; checks: { check: string; state: string; outlying: string[] }[] }[];
    }>(
      actor,
      `{ releases(market: "${MARKET}", day: "${DAY}") { product figures noData published }
        judgedDays(market: "${MARKET}") { state checks { check state outlying } } }`,
    );
    for (const release of data!.releases.filter(({ product }) => product === 'flows')) {
      // The last zone has 51 pairs each way, one of them with itself.
      expect(release).toMatchObject({ figures: (NEAR_PAIRS + 12 * 11) * 6, noData: 101 * 6 });
      expect(release.published).toBeGreaterThanOrEqual(4);
      expect(release.published).toBeLessThan(20);
    }
    for (const { checks } of data!.judgedDays) {
      expect(checks).toContainEqual({ check: 'asymmetry', state: 'passed', outlying: [] });
    }
    expect(data!.judgedDays).toHaveLength(2);
  });
});
