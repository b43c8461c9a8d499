import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zonePlanArtefactSchema } from '@passant/contracts';
import { testStack } from '@passant/testing';
import { ada, anton, IngestionHarness, nora, staff } from '../../test/ingestion-harness';

const CELLS = `cell_id,site_id,latitude,longitude,directionality,azimuth_angle,technology,frequency,valid_date_start,valid_date_end
C1,S1,51.34,12.37,0,,4G,800,2026-01-01,
C2,S2,51.38,12.45,0,,4G,800,2026-01-01,
`;
const APPROVE = 'mutation ($id: ID!) { approveZonePlan(planId: $id) { status version approvedBy } }';
const PROPOSE =
  'mutation ($input: ProposeZonePlanInput!) { proposeZonePlan(input: $input) { id status version zoneCount problems { code message line } } }';
interface Plan {
  id: string;
  status: string;
  version: number;
  zoneCount: number;
  problems: { code: string }[];
}

describe('zone plans', () => {
  const stack = testStack({ postgres: true, redis: true });
  let ingestion: IngestionHarness;
  beforeAll(async () => void (ingestion = await IngestionHarness.start(stack)), 60_000);
  afterAll(() => ingestion?.stop());

  const propose = async (id: string, actor = nora): Promise<Plan> => {
    const market = { id, name: id, country: 'DE', timeZone: 'Europe/Berlin', firstDay: '2026-06-08' };
    return (await ingestion.ask<{ proposeZonePlan: Plan }>(actor, PROPOSE, { input: { market } })).proposeZonePlan;
  };
  const codeOf = async (actor: typeof ada, id: string): Promise<unknown> =>
    (await ingestion.graphql(actor, APPROVE, { id })).errors?.[0]?.extensions['code'];

  it('are proposed from uploaded files, fixed by two other people, and told to everybody once', async () => {
    expect((await ingestion.put('/uploads/network/town/cells', CELLS, 'text/csv')).json()).toEqual({
      fileId: expect.any(String),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const plan = await propose('town');
    expect(plan).toMatchObject({ status: 'PROPOSED', version: 1, zoneCount: 2, problems: [] });
    const alsoAdmin = staff('nora-network', 'network-operator', 'admin');
    expect(await codeOf(alsoAdmin, plan.id)).toBe('APPROVAL_REFUSED');
    expect(await codeOf(ada, plan.id)).toBeUndefined();
    expect(await codeOf(ada, plan.id)).toBe('APPROVAL_REFUSED');
    expect(await ingestion.jobs('zone-plan.approved')).toEqual([]);
    expect(await codeOf(anton, plan.id)).toBeUndefined();
    expect(await codeOf(anton, plan.id)).toBe('APPROVAL_REFUSED');

    const told = await ingestion.jobs<{ footprints: unknown; zones: { objectKey: string } }>('zone-plan.approved');
    expect(told).toHaveLength(3);
    expect(told.filter(({ footprints }) => footprints !== null)).toHaveLength(1);
    expect(await ingestion.jobs('zone-plan.approved', 'anonymisation')).toEqual([
      expect.objectContaining({ footprints: expect.anything() }),
    ]);
    const artefact = JSON.parse(readFileSync(join(ingestion.folders.zonePlans, told[0]!.zones.objectKey), 'utf8'));
    expect(artefact).toMatchObject({ format: 'zone-plan/2', planId: plan.id, version: 1 });
  });

  describe('with a location error', () => {
    const given = { median: 0.056, p90: 0.23, bias: -0.01, source: '20,000 simulated people on 2026-06-08' };
    const market = (id: string) => ({
      ...{ id, name: id, country: 'DE', timeZone: 'Europe/Berlin', firstDay: '2026-06-08' },
    });
    const proposeWith = (id: string, locationError?: object | null) =>
      ingestion.graphql<{ proposeZonePlan: Plan }>(nora, PROPOSE, { input: { market: market(id), locationError } });
    const seenBy = async (actor: typeof ada, id: string) => {
      const query = 'query ($id: ID!) { zonePlan(id: $id) { locationError { median p90 bias source } } }';
      return (await ingestion.ask<{ zonePlan: { locationError: object | null } }>(actor, query, { id })).zonePlan;
    };
    const artefactOf = async (id: string) => {
      for (const actor of [ada, anton]) await codeOf(actor, id);
      const jobs = await ingestion.jobs<{ planId: string; zones: { objectKey: string } }>('zone-plan.approved');
      const { zones } = jobs.find(({ planId }) => planId === id)!;
      return zonePlanArtefactSchema.parse(
        JSON.parse(readFileSync(join(ingestion.folders.zonePlans, zones.objectKey), 'utf8')),
      );
    };

    it('show it to those who approve, and tell everybody of it', async () => {
      await ingestion.put('/uploads/network/measured/cells', CELLS, 'text/csv');
      const { id } = (await proposeWith('measured', given)).data!.proposeZonePlan;
      for (const actor of [ada, anton]) expect(await seenBy(actor, id)).toEqual({ locationError: given });
      expect((await artefactOf(id)).locationError).toEqual(given);
    });

    it.each([
      ['left out', undefined, null],
      ['null', null, null],
      ['without a bias', { ...given, bias: undefined }, { ...given, bias: null }],
    ])('%s: say so', async (_, over, seen) => {
      await ingestion.put('/uploads/network/unmeasured/cells', CELLS, 'text/csv');
      const { id } = (await proposeWith('unmeasured', over)).data!.proposeZonePlan;
      expect(await seenBy(ada, id)).toEqual({ locationError: seen });
      expect((await artefactOf(id)).locationError).toEqual(seen);
    });

    it.each([
      ['a median above p90', { ...given, median: 0.3 }, 'median'],
      ['less than nothing', { ...given, median: -0.1 }, 'median'],
      ['nobody it was measured on', { ...given, source: ' ' }, 'source'],
      ['a story', { ...given, source: 'x'.repeat(201) }, 'source'],
    ])('refuse %s before anything is laid out', async (_, locationError, problem) => {
      const { errors } = await proposeWith('refused', locationError);
      expect(errors?.[0]?.extensions['code']).toBe('LOCATION_ERROR_INVALID');
      expect(errors?.[0]?.message).toContain(`(${problem})`);
      expect(await ingestion.ask(ada, '{ zonePlans(market: "refused") { id } }')).toEqual({ zonePlans: [] });
    });
  });

  it('tell how many cells reach a zone, to staff', async () => {
    const planId = await ingestion.openMarket({ id: 'counted', timeZone: 'Europe/Berlin', cells: CELLS });
    const [{ zone }] = await ingestion.dataSource.query(
      "SELECT zones -> 'zones' -> 0 ->> 'id' AS zone FROM zone_plan WHERE id = $1",
      [planId],
    );
    const { _entities } = await ingestion.ask<{ _entities: unknown[] }>(
      ada,
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Zone { id cellCount } } }',
      { of: [zone, 'nowhere'].map((id) => ({ __typename: 'Zone', id })) },
    );
    expect(_entities).toEqual([
      { id: zone, cellCount: 1 },
      { id: 'nowhere', cellCount: null },
    ]);
  });

  it('show staff what is approved before it is; a refused one shows nothing', async () => {
    const query = 'query ($id: ID!) { zonePlan(id: $id) { zones { id name kind residents covered shape } } }';
    const zonesOf = async (id: string) =>
      (
        await ingestion.ask<{ zonePlan: { zones: { id: string; covered: boolean; shape: string }[] } }>(ada, query, {
          id,
        })
      ).zonePlan.zones;
    await ingestion.put('/uploads/network/shown/cells', CELLS, 'text/csv');
    const zones = await zonesOf((await propose('shown')).id);
    expect(zones).toHaveLength(2);
    for (const { covered, shape } of zones) {
      expect(covered).toBe(true);
      expect(JSON.parse(shape)).toMatchObject({ type: 'MultiPolygon', coordinates: [[expect.any(Array)]] });
    }
    await ingestion.put('/uploads/network/unshown/cells', 'no cells', 'text/csv');
    expect(await zonesOf((await propose('unshown')).id)).toEqual([]);
    const { errors } = await ingestion.graphql(staff('agnes-agent', 'agent'), query, { id: zones[0]!.id });
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('say what is wrong with the files, and cannot be approved then', async () => {
    await ingestion.put('/uploads/network/broken/cells', CELLS.replace('51.34', '151.34'), 'text/csv');
    const plan = await propose('broken');
    expect(plan).toMatchObject({ status: 'REFUSED', problems: [{ code: 'bad-coordinates', line: 2 }] });
    expect(await codeOf(ada, plan.id)).toBe('APPROVAL_REFUSED');
  });

  it('and their files are on record by who sent and approved them; a proposal is made once a key', async () => {
    const upload = await ingestion.put('/uploads/network/noted/cells', CELLS, 'text/csv');
    const market = { id: 'noted', name: 'noted', country: 'DE', timeZone: 'Europe/Berlin', firstDay: '2026-06-08' };
    const once = `mutation ($input: ProposeZonePlanInput!, $key: String) {
      proposeZonePlan(input: $input, idempotencyKey: $key) { id version proposedAt } }`;
    const variables = { input: { market }, key: 'a key of sixteen'.replaceAll(' ', '-') };
    const first = await ingestion.ask<{ proposeZonePlan: Plan }>(nora, once, variables);
    expect(await ingestion.ask(nora, once, variables)).toEqual(first);
    await ingestion.ask(anton, APPROVE, { id: first.proposeZonePlan.id });
    const acts = async (id: string) => {
      const query = 'query ($id: ID) { ingestionActs(subjectId: $id) { staffId act } }';
      return (await ingestion.ask<{ ingestionActs: object[] }>(ada, query, { id })).ingestionActs;
    };
    expect(await acts(first.proposeZonePlan.id)).toEqual([
      { staffId: 'anton-approver', act: 'approveZonePlan' },
      { staffId: 'nora-network', act: 'proposeZonePlan' },
    ]);
    const { fileId } = upload.json<{ fileId: string }>();
    expect(await acts(fileId)).toEqual([{ staffId: 'nora-network', act: 'uploadNetworkFile' }]);
  });

  it('number their versions, also when proposed at once', async () => {
    await ingestion.put('/uploads/network/many/cells', CELLS, 'text/csv');
    const plans = await Promise.all([propose('many'), propose('many'), propose('many')]);
    expect(plans.map(({ version }) => version).sort()).toEqual([1, 2, 3]);
    const { zonePlans } = await ingestion.ask<{ zonePlans: Plan[] }>(
      ada,
      '{ zonePlans(market: "many") { version status } }',
    );
    expect(zonePlans.map(({ version }) => version)).toEqual([3, 2, 1]);
  });

  it('refuse what is no market, no file kind, no plan', async () => {
    const input = { market: { id: 'x y', name: '', country: 'Germany', timeZone: 'Mars', firstDay: 'today' } };
    const { errors } = await ingestion.graphql(nora, PROPOSE, { input });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(/id, name, country, timeZone, firstDay/),
      extensions: { code: 'MARKET_INVALID' },
    });
    expect((await ingestion.put('/uploads/network/town/people', 'x', 'text/csv')).statusCode).toBe(404);
    expect((await ingestion.put('/uploads/network/town/cells', '', 'text/csv')).statusCode).toBe(422);
    expect(await codeOf(ada, 'no-uuid')).toBe('ZONE_PLAN_UNKNOWN');
    expect(await ingestion.ask(ada, '{ zonePlan(id: "no-uuid") { id } }')).toEqual({ zonePlan: null });
    expect(await ingestion.ask(ada, '{ batch(id: "no-uuid") { id } }')).toEqual({ batch: null });
  });
});
