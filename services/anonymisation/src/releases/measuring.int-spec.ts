import {
  DAILY_PRODUCTS,
  firstDayOf,
  GROUPS,
  monthOf,
  releaseArtefactSchema,
  type Day,
  type Group,
  type MeasuredStrata,
  type Period,
  type Product,
  type ReleaseArtefact,
} from '@passant/contracts';
import { testStack } from '@passant/testing';
import { gunzipSync } from 'node:zlib';
import { PLAN_ID, RunningService } from '../../test/running-service';
import { HOURS } from '../../test/test-city';
import { Transactions } from '../database/transactions';
import { PlansService, type Plan } from '../plans/plans.service';
import { countedDomain } from '../step-three/table-domain';
import { MeasuringService } from './measuring.service';
import { PublishingService } from './publishing.service';

const stack = testStack({ postgres: true, redis: true });
const DAY = '2026-06-08' as Day;
const MONTH = monthOf(DAY);
let service: RunningService;
let plan: Plan;

const given = (cell: number): boolean => Math.floor(cell / 3) < 6 && cell % 3 < 2;

/** One region, 1,000 people of each age and gender in group `both` who gave both, and 6,000 who gave neither nor a home. */
const strata: MeasuredStrata = {
  month: MONTH,
  measuredOn: firstDayOf(MONTH),
  regions: ['R-all'],
  tables: (['presence', 'movement', 'return-visits'] as const).flatMap((dataKind) =>
    GROUPS.map((group) => ({
      dataKind,
      group,
      sizes: Array.from({ length: 42 }, (_, index) => {
        if (group !== 'both') return 0;
        return index < 21 ? (given(index) ? 1000 : 0) : index === 41 ? 6000 : 0;
      }),
    })),
  ),
  sigmaSquared: 300,
  rho: '1/200',
};

beforeAll(async () => {
  service = new RunningService(stack);
  await service.start();
  await service.approvePlan();
  const stored = (await service.app.get(PlansService, { strict: false }).find(PLAN_ID))!;
  const adults = { female: new Array<number>(6).fill(5000), male: new Array<number>(6).fill(5000) };
  plan = { ...stored, regions: [{ ...stored.regions[0]!, residents: { female: 36_000, male: 36_000, adults } }] };
  await service.issuePanel(DAY, { both: 18_000 }, { strata });
}, 60_000);
afterAll(() => service.end());

/** 300 visitors a zone of each age and gender, 5,000 of everything else, all in group `both`. */
const asked: string[] = [];
const exact = (product: Product, group: Group): number[] => {
  asked.push(`${product} ${group}`);
  const { figures } = countedDomain(product, { plan, hours: HOURS })!;
  if (group !== 'both') return new Array<number>(figures).fill(0);
  return Array.from({ length: figures }, (_, index) => (product === 'visitors' ? (given(index % 21) ? 300 : 0) : 5000));
};

const measure = (period: Period, hours = HOURS, over = plan) =>
  service.app
    .get(Transactions, { strict: false })
    .run((transaction) =>
      service.app
        .get(MeasuringService, { strict: false })
        .measure(transaction, { period, plan: over, hours, exact, stopListNumber: 0, now: new Date() }),
    );

async function write(period: Period): Promise<{ bytes: Buffer[]; artefacts: ReleaseArtefact[] }> {
  const written = await service.app.get(PublishingService, { strict: false }).write(plan, period);
  const bytes = await Promise.all(written.map(({ tables }) => service.store('releases').readBytes(tables)));
  return { bytes, artefacts: bytes.map((one) => releaseArtefactSchema.parse(JSON.parse(gunzipSync(one).toString()))) };
}

describe('a measured day', () => {
  test('is extrapolated by the strata of its month, and written again byte by byte the same', async () => {
    asked.length = 0;
    expect(await measure(DAY)).toEqual([]);
    // Nobody compares exact with noisy: each count is asked for once.
    expect(asked).toHaveLength(DAILY_PRODUCTS.length * GROUPS.length);
    expect(new Set(asked).size).toBe(asked.length);
    const { bytes, artefacts } = await write(DAY);
    const visitors = artefacts.find(({ product, purpose }) => product === 'visitors' && purpose === 'public-planning')!;
    expect(visitors.leastPeople).toBe(20);
    expect(visitors.extrapolation).toMatchObject({ strata: 'age-and-gender', panelMeasured: 18_000 });
    // 60,000 adults for 18,000 in the panel; of one age, those who gave it: 10,000 for 2,000.
    expect(visitors.extrapolation!.factors[0]!.factor).toBeCloseTo(60_000 / 18_000, 1);
    expect(visitors.tables[1]!.factors!.values[0]!.factor).toBeCloseTo(5, 1);
    expect(visitors.tables[1]!.factors!.values[6]).toBeNull();
    expect((await write(DAY)).bytes).toEqual(bytes);
  });

  test('is never measured again', async () => {
    await expect(measure(DAY)).rejects.toThrow(/measurement_pk/);
    expect(await service.countOf('measurement', DAY)).toBe(24);
  });

  test('keeps the strata that its month was measured with first', async () => {
    await service.issuePanel('2026-06-09' as Day, {}, { strata: { ...strata, sigmaSquared: 1 } });
    const rows = await service.dataSource.query<object[]>(
      'SELECT month, sigma_squared::int AS sigma FROM panel_strata',
    );
    expect(rows).toEqual([{ month: MONTH, sigma: 300 }]);
  });

  test.each([
    ['5', 'RELEASE_ALTERED'],
    ['6', 'RELEASE_ALTERED'],
    // Named by the hash of its first form.
    ['4', 'written'],
  ])('of method %s whose tables have another hash than it says: %s', async (method, outcome) => {
    const day = `2026-06-2${method}` as Day;
    await measure(day);
    // What a role that owns the table could do.
    await service.dataSource.transaction(async (manager) => {
      await manager.query('ALTER TABLE release DISABLE TRIGGER USER; GRANT UPDATE ON release TO CURRENT_USER');
      await manager.query(`UPDATE release SET method_version = $2, table_sha256 = repeat('0', 64) WHERE day = $1`, [
        day,
        method,
      ]);
      await manager.query('REVOKE UPDATE ON release FROM CURRENT_USER; ALTER TABLE release ENABLE TRIGGER USER');
    });
    const found = await write(day).then(
      () => 'written',
      (error: { code: string }) => error.code,
    );
    expect(found).toBe(outcome);
  });

  test('is refused where a table that is never left out would be too large', async () => {
    const zones = Array.from({ length: 90_000 }, (_, index) => ({
      ...plan.zones[0]!,
      id: `z${index}` as never,
      areas: [],
    }));
    await expect(measure('2026-06-10' as Day, HOURS, { ...plan, zones })).rejects.toMatchObject({
      code: 'TABLE_TOO_LARGE',
    });
  });
});

describe('a measured month', () => {
  test('has frequency alone, weighted by who visited on its days', async () => {
    await measure(MONTH, []);
    const { bytes, artefacts } = await write(MONTH);
    expect(artefacts.map(({ product, period }) => `${product} ${period}`)).toEqual([
      `frequency ${MONTH}`,
      `frequency ${MONTH}`,
    ]);
    expect(artefacts[0]!.extrapolation).toMatchObject({ strata: 'age-and-gender', panelMeasured: 18_000 });
    expect(artefacts[0]!.extrapolation!.factors[0]!.factor).toBeCloseTo(60_000 / 18_000, 1);
    expect(artefacts[0]!.tables[0]).toMatchObject({ table: 'frequency', columns: ['1', '2-3', '4-7', '8+'] });
    // What is measured later on a day of the month changes nothing.
    await service.issuePanel('2026-06-11' as Day, { both: 18_000 });
    await measure('2026-06-11' as Day);
    expect((await write(MONTH)).bytes).toEqual(bytes);
  });

  test('is never measured again, and is no day', async () => {
    await expect(measure(MONTH, [])).rejects.toThrow(/measurement_pk/);
    const days = await service.dataSource.query<{ products: string }[]>(
      `SELECT string_agg(DISTINCT product, ',') AS products FROM release WHERE day = '2026-06-01'`,
    );
    expect(days[0]!.products).toBe('frequency');
  });
});
