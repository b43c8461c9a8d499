import { addDays, type Day, type ReleaseArtefact, type ZoneId } from '@passant/contracts';
import { testStack } from '@passant/testing';
import { DAY, dwellArtefact, MARKET, presenceArtefact, zonePlan } from '../../test/artefacts';
import { admin, Insights } from '../../test/insights';

const stack = testStack({ postgres: true, redis: true });
let insights: Insights;
let next = 0;
/** A day that no other test uses. */
const freshDay = (): Day => addDays(DAY, (next += 1));

beforeAll(async () => {
  insights = await Insights.start(stack);
  await insights.approvePlan(zonePlan());
}, 60_000);
afterAll(() => insights.app.close());

const rowsOf = (artefact: ReleaseArtefact): Promise<{ zone_id: ZoneId; values: number[] }[]> =>
  insights.dataSource.query('SELECT zone_id, "values" FROM release_row WHERE release_id = $1 ORDER BY zone_id', [
    artefact.releaseId,
  ]);

describe('a published release', () => {
  it('is loaded as one row a zone, without what lies outside the plan', async () => {
    const artefact = presenceArtefact({ period: freshDay() });
    await insights.publish(artefact);
    const rows = await rowsOf(artefact);
    expect(rows.map(({ zone_id }) => zone_id).sort()).toEqual(['P-station', 'centre', 'hills', 'north']);
    expect(rows.find(({ zone_id }) => zone_id === 'centre')?.values).toEqual(
      artefact.tables[0]!.values.slice(0, artefact.tables[0]!.columns.length),
    );
  });

  it('is loaded once, however often the same job comes, and two at once', async () => {
    const artefact = presenceArtefact({ period: freshDay() });
    const tables = await insights.putRelease(artefact);
    const rowId = '22222222-2222-4222-8222-222222222222';
    await Promise.all([insights.publish(artefact, { tables, rowId }), insights.publish(artefact, { tables, rowId })]);
    await insights.publish(artefact, { tables, rowId });
    expect(await rowsOf(artefact)).toHaveLength(4);
  });

  it('keeps what of its factors is mixing, and nothing where it does not tell', async () => {
    const [silent, telling] = [presenceArtefact({ period: freshDay() }), presenceArtefact({ period: freshDay() })];
    const factors = telling.extrapolation!.factors.map((one, row) => (row === 0 ? null : { ...one!, mixing: 0.0004 }));
    await insights.publish(silent);
    await insights.publish({ ...telling, extrapolation: { ...telling.extrapolation!, factors } });
    const mixingsOf = async ({ releaseId }: typeof silent): Promise<Record<string, (number | null)[]>> => {
      const rows = await insights.dataSource.query(
        'SELECT zone_id, factor_mixings FROM release_row WHERE release_id = $1',
        [releaseId],
      );
      return Object.fromEntries(rows.map((row: Record<string, unknown>) => [row.zone_id, row.factor_mixings]));
    };
    expect(new Set(Object.values(await mixingsOf(silent)).map((one) => one.length))).toEqual(new Set([0]));
    const kept = await mixingsOf(telling);
    const expected = telling.zones.flatMap((zone, row) =>
      zone === 'outside' ? [] : [[zone, row === 0 ? [] : [0.0004]] as const],
    );
    expect(kept).toEqual(Object.fromEntries(expected));
  });

  it('keeps how many people its figures stand for at least, 20 where it does not say it', async () => {
    const [silent, strict] = [
      presenceArtefact({ period: freshDay() }),
      presenceArtefact({ period: freshDay(), leastPeople: 50 }),
    ];
    const find = (releaseId: string) =>
      insights.dataSource.query('SELECT least_people AS least FROM release WHERE release_id = $1', [releaseId]);
    for (const artefact of [silent, strict]) await insights.publish(artefact);
    expect(await find(silent.releaseId)).toEqual([{ least: 20 }]);
    expect(await find(strict.releaseId)).toEqual([{ least: 50 }]);
  });

  it('is loaded once also where it is told in two jobs', async () => {
    const artefact = presenceArtefact({ period: freshDay() });
    const tables = await insights.putRelease(artefact);
    await Promise.all([insights.publish(artefact, { tables }), insights.publish(artefact, { tables })]);
    expect(await rowsOf(artefact)).toHaveLength(4);
  });

  it('is refused where its bytes are not those of the claim check', async () => {
    const artefact = presenceArtefact({ period: freshDay() });
    const tables = { ...(await insights.putRelease(artefact)), sha256: '0'.repeat(64) };
    await expect(insights.publish(artefact, { tables })).rejects.toMatchObject({ code: 'CLAIM_CHECK_MISMATCH' });
    expect(await rowsOf(artefact)).toEqual([]);
  });

  it('is refused where its table is not the one on the ledger', async () => {
    const artefact = { ...presenceArtefact({ period: freshDay() }), tableSha256: 'f'.repeat(64) };
    await expect(insights.publish(artefact)).rejects.toMatchObject({ code: 'RELEASE_INVALID', category: 'invalid' });
    expect(await rowsOf(artefact)).toEqual([]);
  });

  it('is refused where it is another release than announced', async () => {
    const artefact = presenceArtefact({ period: freshDay() });
    const other = await insights.putRelease(presenceArtefact({ period: freshDay() }));
    await expect(insights.publish(artefact, { tables: other })).rejects.toMatchObject({ code: 'RELEASE_INVALID' });
  });

  it('is refused where it is not gzipped JSON', async () => {
    const artefact = presenceArtefact({ period: freshDay() });
    const tables = await insights.putBytes(artefact, Buffer.from('not gzip'));
    await expect(insights.publish(artefact, { tables })).rejects.toMatchObject({ code: 'RELEASE_INVALID' });
  });

  it('is refused beside another one of the same day, product and purpose', async () => {
    const day = freshDay();
    await insights.publish(presenceArtefact({ period: day }));
    await expect(insights.publish(presenceArtefact({ period: day }))).rejects.toMatchObject({
      code: 'RELEASE_INVALID',
    });
    await insights.publish(dwellArtefact({ period: day }));
  });

  it('may be withdrawn before it arrives', async () => {
    const artefact = presenceArtefact({ period: freshDay() });
    await insights.withdraw(artefact.releaseId);
    await insights.withdraw(artefact.releaseId);
    await insights.publish(artefact);
    const { loadedReleases } = await insights.ask<{
      loadedReleases: { release: { id: string }; withdrawn: boolean; day: string }[];
    }>(admin, 'query ($m: String!) { loadedReleases(market: $m) { release { id } day withdrawn } }', { m: MARKET });
    expect(loadedReleases.filter(({ withdrawn }) => withdrawn)).toEqual([
      { release: { id: artefact.releaseId }, day: artefact.period, withdrawn: true },
    ]);
  });

  it('holds every figure of 900 zones', async () => {
    const zones = Array.from({ length: 900 }, (_, index) => `z${index}` as ZoneId);
    const artefact = presenceArtefact({ period: freshDay(), zones, noisy: (_zone, hour) => 100_000 - 7919 * hour });
    await insights.publish(artefact);
    const stored = await rowsOf(artefact);
    expect(new Set(stored.map(({ zone_id }) => zone_id))).toEqual(new Set(zones));
    expect(stored.flatMap(({ values }) => values).length).toBe(artefact.tables[0]!.values.length);
  });
});

describe('the reference of a release', () => {
  it('tells how many figures of it were sold, and null for one that is not here', async () => {
    const artefact = presenceArtefact({ period: freshDay() });
    await insights.publish(artefact);
    const representations = [
      { __typename: 'Release', id: artefact.releaseId },
      { __typename: 'Release', id: '33333333-3333-4333-8333-333333333333' },
      { __typename: 'Release', id: 'nonsense' },
    ];
    const { _entities } = await insights.ask<{ _entities: unknown[] }>(
      admin,
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Release { id soldFigures } } }',
      { r: representations },
    );
    expect(_entities).toEqual([
      { id: artefact.releaseId, soldFigures: 0 },
      { id: '33333333-3333-4333-8333-333333333333', soldFigures: null },
      null,
    ]);
  });
});
