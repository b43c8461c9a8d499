import {
  DAILY_PRODUCTS,
  GROUPS,
  PURPOSES,
  releaseArtefactSchema,
  TABLES,
  TABLES_OF,
  toTableText,
  type Actor,
  type ClaimCheck,
  type Day,
  type Product,
  type StaffRole,
} from '@passant/contracts';
import { listUnprotected } from '@passant/platform';
import { anonymous, ServiceClient, testStack } from '@passant/testing';
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { dayMaker, OF_A_DAY, RunningService, stayers } from '../../test/running-service';

const stack = testStack({ postgres: true, redis: true });
let service: RunningService;
const nextDay = dayMaker();
const staff = (...roles: StaffRole[]): Actor => ({ kind: 'staff', staffId: 'petra', roles });

const LOCATION_ERROR = { median: 0.056, p90: 0.23, bias: -0.01, source: '20,000 simulated people' };

beforeAll(async () => {
  service = new RunningService(stack);
  await service.start();
  await service.approvePlan({ covered: [true, true, false], locationError: LOCATION_ERROR });
}, 60_000);
afterAll(() => service.end());

const ask = <Data>(actor: Actor, query: string, variables: Record<string, unknown> = {}) =>
  new ServiceClient(service.app, 'anonymisation').graphql<Data>(actor, query, variables);

async function aClosedDay(sizes?: Parameters<RunningService['issuePanel']>[1]) {
  const day = nextDay();
  await service.issuePanel(day, sizes);
  await service.completeDay(day, stayers(day, [1, 2, 3]));
  await service.clear(day);
  await service.untilState(day, 'CLOSED');
  return day;
}

interface ReleaseAnswer {
  readonly id: string;
  readonly day: string;
  readonly period: string;
  readonly purpose: string;
  readonly product: Product;
  readonly status: string;
  readonly figures: number;
  readonly published: number;
  readonly suppressed: number;
  readonly noData: number;
  readonly sigmaSquared: number;
  readonly extrapolationFactor: number | null;
  readonly policyName: string;
  readonly policyVersion: number;
  readonly tables: readonly { readonly table: string; readonly figures: number }[];
  readonly tableSha256: string;
  readonly measurements: readonly { readonly group: string; readonly table: string; readonly rho: string }[];
}

const RELEASES = `query ($day: String) { releases(market: "leipzig", day: $day) {
  id day period purpose product status figures published suppressed noData sigmaSquared tau unitsPerPerson extrapolationFactor tableSha256
  policyName policyVersion tables { table figures }
  measurements { group table rho sigmaSquared } } }`;

describe('staff', () => {
  test('see what was released, from which measurements, and what it cost', async () => {
    const day = await aClosedDay();
    const { data } = await ask<{ releases: ReleaseAnswer[] }>(staff('admin'), RELEASES, { day });
    expect(data!.releases.map(({ product, purpose }) => `${product} ${purpose}`)).toEqual(
      [...DAILY_PRODUCTS].sort().flatMap((product) => PURPOSES.map((purpose) => `${product} ${purpose}`)),
    );
    // Three zones, one of them without coverage.
    const figures = { dwell: 18, flows: 54, origin: 9, presence: 72, visitors: 3 * (1 + 7 + 3 + 21) };
    for (const release of data!.releases.filter(({ purpose }) => purpose === 'place-statistics')) {
      expect(release).toMatchObject({ status: 'PUBLISHED', period: day, policyName: 'default', policyVersion: 0 });
      expect(release.figures).toBe(figures[release.product as keyof typeof figures]);
      expect(release.published + release.suppressed + release.noData).toBe(release.figures);
      expect(release.noData).toBe(release.product === 'flows' ? 54 - 2 * 2 * 6 : release.figures / 3);
      expect(release.tables.map(({ table }) => table)).toEqual([...TABLES_OF[release.product]]);
      // Flows are counted on movement, of which this panel has no measured size.
      const groups = release.product === 'flows' ? ['both'] : ['both', 'place-statistics'];
      expect(release.measurements.map(({ group, table }) => `${table} ${group}`).sort()).toEqual(
        TABLES_OF[release.product].flatMap((table) => groups.map((group) => `${table} ${group}`)).sort(),
      );
    }
    const { data: spent } = await ask<{ ledger: { group: string; table: string; rho: string }[] }>(
      staff('privacy-officer'),
      `query ($day: String) { ledger(market: "leipzig", day: $day) { group table rho } }`,
      { day },
    );
    expect(spent!.ledger.filter(({ table }) => table === 'panel-total')).toEqual([
      { group: 'both', table: 'panel-total', rho: '1/2000' },
      { group: 'place-statistics', table: 'panel-total', rho: '1/2000' },
    ]);
    for (const group of GROUPS) {
      const ofGroup = spent!.ledger.filter((line) => line.group === group && line.table !== 'panel-total');
      expect(ofGroup.map(({ table }) => table).sort()).toEqual(
        TABLES.filter((table) => table !== 'frequency').toSorted(),
      );
      expect(ofGroup.find(({ table }) => table === 'presence')!.rho).toBe('800/88889');
      expect(ofGroup.find(({ table }) => table === 'visitors-by-age')!.rho).toBe('1/500');
    }
    const closes = await ask<{ closes: unknown[] }>(
      staff('admin'),
      `{ closes(market: "leipzig", states: ["CLOSED"]) { period state reason } }`,
    );
    expect(closes.data!.closes).toContainEqual({ period: day, state: 'CLOSED', reason: null });
  });

  test('see that a small own group is measured, and not used', async () => {
    const day = await aClosedDay({ 'place-statistics': 50, both: 900 });
    const { data } = await ask<{ releases: ReleaseAnswer[] }>(staff('admin'), RELEASES, { day });
    const sigmaSquared = { presence: 355_556, visitors: 858, dwell: 1000, origin: 1000, flows: 667, frequency: 334 };
    for (const release of data!.releases) {
      expect(new Set(release.measurements.map(({ group }) => group))).toEqual(new Set(['both']));
      expect(release.sigmaSquared).toBe(sigmaSquared[release.product]);
      if (release.product !== 'flows') expect(release.extrapolationFactor).toBeCloseTo((1000 * 0.83) / 900, 9);
    }
    expect(await service.countOf('measurement', day)).toBe(OF_A_DAY.measurements);
  });

  test('are told what is wrong with an argument, never its value', async () => {
    const { errors } = await ask(staff('admin'), `{ ledger(market: "leipzig", day: "soon") { rho } }`);
    expect(errors![0]).toMatchObject({
      message: 'The argument "day" has the wrong form.',
      extensions: { code: 'ARGUMENT_INVALID', category: 'invalid' },
    });
  });

  test('get a release by reference, and null for one that is not there', async () => {
    const day = await aClosedDay();
    const { data } = await ask<{ releases: ReleaseAnswer[] }>(staff('admin'), RELEASES, { day });
    const representations = [
      { __typename: 'Release', id: data!.releases[0]!.id },
      { __typename: 'Release', id: '018f0000-0000-4000-8000-000000000099' },
      { __typename: 'Release', id: 'nonsense' },
    ];
    const answer = await ask<{ _entities: unknown[] }>(
      staff('approver'),
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Release { day } } }`,
      { representations },
    );
    expect(answer.data!._entities).toEqual([{ day }, null, null]);
  });
});

describe('the file of a release', () => {
  const readFiles = async (day: Day) => {
    const jobs = await service.outbox('release.published', day);
    const checks = jobs.flatMap(({ consumer, payload }) =>
      consumer === 'insights' ? [payload as { tables: ClaimCheck }] : [],
    );
    return Promise.all(checks.map(async ({ tables }) => service.store('releases').readBytes(tables)));
  };

  test('states the location error of its zone plan, as the graph does', async () => {
    const day = await aClosedDay();
    const { median, p90 } = LOCATION_ERROR;
    for (const bytes of await readFiles(day)) {
      const artefact = releaseArtefactSchema.parse(JSON.parse(gunzipSync(bytes).toString()));
      expect(artefact.locationError).toEqual({ median, p90 });
    }
    const asked = `query ($day: String!) { releases(market: "leipzig", day: $day) { locationError { median p90 } } }`;
    const { data } = await ask<{ releases: object[] }>(staff('admin'), asked, { day });
    expect(data!.releases).toHaveLength(OF_A_DAY.releases);
    for (const release of data!.releases) expect(release).toEqual({ locationError: { median, p90 } });
  });

  test('holds every figure of each table, with what it is made of, and is named by its hash', async () => {
    const day = await aClosedDay();
    const artefacts = (await readFiles(day)).map((bytes) =>
      releaseArtefactSchema.parse(JSON.parse(gunzipSync(bytes).toString())),
    );
    expect(artefacts).toHaveLength(OF_A_DAY.releases);
    const { data } = await ask<{ releases: ReleaseAnswer[] }>(staff('admin'), RELEASES, { day });
    for (const artefact of artefacts) {
      expect(artefact).toMatchObject({ period: day });
      expect(createHash('sha256').update(toTableText(artefact)).digest('hex')).toBe(artefact.tableSha256);
      expect(data!.releases.find(({ id }) => id === artefact.releaseId)!.tableSha256).toBe(artefact.tableSha256);
      for (const { columns, values } of artefact.tables)
        expect(values).toHaveLength(artefact.zones.length * columns.length);
      if (artefact.product !== 'visitors') continue;
      const [total, byAge] = artefact.tables;
      const ofZone = byAge!.values.slice(7, 14).reduce((sum, value) => sum + value, 0);
      expect(ofZone).toBeCloseTo(total!.values[1]!, 6);
    }
  });

  test('names each measurement by the hash that stands on the ledger', async () => {
    const day = await aClosedDay();
    const [bytes] = await readFiles(day);
    const { measurements } = releaseArtefactSchema.parse(JSON.parse(gunzipSync(bytes!).toString()));
    const { subscriberDays, lines } = await publicLedger(`market=leipzig&from=${day}&to=${day}`);
    for (const { table, group, tableSha256 } of measurements) {
      expect(lines).toContainEqual(expect.objectContaining({ period: day, table, group, tableSha256 }));
    }
    expect(subscriberDays.find((one) => one.day === day)).toMatchObject({ day });
  });
});

interface PublicLedger {
  readonly lines: readonly Record<string, unknown>[];
  readonly subscriberDays: readonly {
    readonly day: string;
    readonly tables: string;
    readonly withPanelAndMonth: string;
  }[];
}

async function publicLedger(query: string): Promise<PublicLedger> {
  const client = new ServiceClient(service.app, 'anonymisation');
  const answer = await client.request(anonymous, { method: 'GET', url: `/ledger?${query}` });
  expect(answer.statusCode).toBe(200);
  return answer.json<PublicLedger>();
}

describe('anyone', () => {
  test('reads the ledger and what a subscriber-day cost, without log-in', async () => {
    const day = await aClosedDay();
    const { subscriberDays } = await publicLedger('market=leipzig');
    // Every table as its noise really costs, not as budgeted: a little less than 0.03.
    const { tables } = subscriberDays.find((one) => one.day === day)!;
    const [top, bottom] = tables.split('/').map(Number);
    expect(top! / bottom!).toBeGreaterThan(0.0299);
    expect(top! / bottom!).toBeLessThanOrEqual(0.03);
  });

  test('does not get more of it at once than 400 days', async () => {
    const client = new ServiceClient(service.app, 'anonymisation');
    const url = '/ledger?market=leipzig&from=2024-01-01&to=2026-12-31';
    const answer = await client.request(anonymous, { method: 'GET', url });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('LEDGER_SPAN_TOO_LONG');
  });

  test('reads the ledger in the graph, where the gateway lets anyone in', async () => {
    const day = await aClosedDay();
    const { data } = await ask<{ ledger: unknown[] }>(
      anonymous,
      `query ($day: String) { ledger(market: "leipzig", day: $day) { rho } }`,
      { day },
    );
    expect(data!.ledger.length).toBe(OF_A_DAY.measurements + 2);
  });
});

describe('withdrawing a release', () => {
  const WITHDRAW = `mutation ($releaseId: ID!, $reason: String!) {
    withdrawRelease(releaseId: $releaseId, reason: $reason) { id status withdrawalReason } }`;

  test('takes it off sale once, and leaves ledger and figures', async () => {
    const day = await aClosedDay();
    const { data } = await ask<{ releases: ReleaseAnswer[] }>(staff('admin'), RELEASES, { day });
    const { id } = data!.releases[0]!;
    const variables = { releaseId: id, reason: 'A cell was in the wrong place.' };
    for (let time = 1; time <= 2; time += 1) {
      const answer = await ask(staff('privacy-officer'), WITHDRAW, variables);
      expect(answer.data).toEqual({ withdrawRelease: { id, status: 'WITHDRAWN', withdrawalReason: variables.reason } });
    }
    const jobs = (await service.outbox('release.withdrawn')).filter(
      ({ payload }) => (payload as { releaseId: string }).releaseId === id,
    );
    expect(jobs.map(({ consumer }) => consumer)).toEqual(['consent', 'insights']);
    expect(await service.countOf('ledger_entry', day)).toBe(OF_A_DAY.measurements);
  });

  test.each([
    ['by somebody else', staff('admin'), 'A cell was in the wrong place.', 'FORBIDDEN'],
    ['without a reason', staff('privacy-officer'), 'oops', 'WITHDRAWAL_REASON_INVALID'],
    ['that is not there', staff('privacy-officer'), 'A cell was in the wrong place.', 'RELEASE_UNKNOWN'],
  ])('is refused %s', async (_, actor, reason, code) => {
    const answer = await ask(actor, WITHDRAW, { releaseId: '018f0000-0000-4000-8000-000000000099', reason });
    expect(answer.errors![0]!.extensions['code']).toBe(code);
  });
});

describe('others', () => {
  test('get nothing', async () => {
    const partner: Actor = { kind: 'partner', clientId: '018f0000-0000-4000-8000-000000000001' };
    for (const actor of [partner, anonymous]) {
      for (const query of [
        '{ releases(market: "leipzig") { id } }',
        '{ policy { name } }',
        '{ closes(market: "leipzig") { day } }',
      ]) {
        const { data, errors } = await ask(actor, query);
        expect(data ?? null).toBeNull();
        expect(errors).toHaveLength(1);
      }
    }
    const direct = await service.app.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query: '{ _service { sdl } }' },
    });
    expect(direct.statusCode).toBe(401);
  });

  test('find no entrance without a policy', () => {
    expect(listUnprotected(service.app)).toEqual([]);
  });
});
