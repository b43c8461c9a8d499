import type { Actor, StaffRole } from '@passant/contracts';
import { listUnprotected } from '@passant/platform';
import { anonymous, ServiceClient, testStack } from '@passant/testing';
import { dayMaker, RunningService, stayers } from '../../test/running-service';

const stack = testStack({ postgres: true, redis: true });
let service: RunningService;
const nextDay = dayMaker();
const staff = (...roles: StaffRole[]): Actor => ({ kind: 'staff', staffId: 'petra', roles });

beforeAll(async () => {
  service = new RunningService(stack);
  await service.start();
  await service.approvePlan({ covered: [true, true, false] });
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
  readonly product: string;
  readonly status: string;
  readonly figures: number;
  readonly published: number;
  readonly suppressed: number;
  readonly noData: number;
  readonly sigmaSquared: number;
  readonly extrapolationFactor: number | null;
  readonly measurements: readonly { readonly group: string; readonly table: string; readonly rho: string }[];
}

const RELEASES = `query ($day: String) { releases(market: "leipzig", day: $day) {
  id day product status figures published suppressed noData sigmaSquared tau unitsPerPerson extrapolationFactor tableSha256
  measurements { group table rho sigmaSquared } } }`;

describe('staff', () => {
  test('see what was released, from which measurements, and what it cost', async () => {
    const day = await aClosedDay();
    const { data } = await ask<{ releases: ReleaseAnswer[] }>(staff('admin'), RELEASES, { day });
    expect(
      data!.releases.map(({ product, status, figures, noData }) => ({ product, status, figures, noData })),
    ).toEqual([
      { product: 'dwell', status: 'PUBLISHED', figures: 18, noData: 6 },
      { product: 'presence', status: 'PUBLISHED', figures: 72, noData: 24 },
    ]);
    for (const release of data!.releases) {
      expect(release.published + release.suppressed + release.noData).toBe(release.figures);
      expect(release.measurements.map(({ group, table }) => [group, table])).toEqual([
        ['both', release.product],
        ['place-statistics', release.product],
      ]);
    }
    const ledger = await ask<{ ledger: { group: string; table: string; rho: string }[] }>(
      staff('privacy-officer'),
      `query ($day: String) { ledger(market: "leipzig", day: $day) { group table rho } }`,
      { day },
    );
    expect(ledger.data!.ledger).toEqual([
      { group: 'both', table: 'panel-size', rho: '1/2000' },
      { group: 'place-statistics', table: 'panel-size', rho: '1/2000' },
      { group: 'both', table: 'dwell', rho: '3/1000' },
      { group: 'place-statistics', table: 'dwell', rho: '3/1000' },
      { group: 'both', table: 'presence', rho: '800/88889' },
      { group: 'place-statistics', table: 'presence', rho: '800/88889' },
    ]);
    const closes = await ask<{ closes: unknown[] }>(
      staff('admin'),
      `{ closes(market: "leipzig", states: ["CLOSED"]) { day state reason } }`,
    );
    expect(closes.data!.closes).toContainEqual({ day, state: 'CLOSED', reason: null });
  });

  test('see that a small own group is measured, and not used', async () => {
    const day = await aClosedDay({ 'place-statistics': 50, both: 900 });
    const { data } = await ask<{ releases: ReleaseAnswer[] }>(staff('admin'), RELEASES, { day });
    for (const release of data!.releases) {
      expect(release.measurements.map(({ group }) => group)).toEqual(['both']);
      expect(release.sigmaSquared).toBe(release.product === 'presence' ? 355_556 : 1000);
      expect(release.extrapolationFactor).toBeCloseTo(1000 / 900, 9);
    }
    expect(await service.countOf('measurement', day)).toBe(4);
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
      staff('agent'),
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Release { day } } }`,
      { representations },
    );
    expect(answer.data!._entities).toEqual([{ day }, null, null]);
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
    expect(await service.countOf('ledger_entry', day)).toBe(4);
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
        '{ ledger(market: "leipzig") { rho } }',
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
