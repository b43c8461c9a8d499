import { randomUUID } from 'node:crypto';
import { addDays, type Actor, type Day, type ReleaseArtefact } from '@passant/contracts';
import { internalToken, testStack, waitFor } from '@passant/testing';
import { DAY, presenceArtefact, visitorsArtefact, zonePlan } from '../../test/artefacts';
import { admin, approver, Insights, operator, partner } from '../../test/insights';

const stack = testStack({ postgres: true, redis: true });
let insights: Insights;
let presence: ReleaseArtefact;

/** `DAY` is a Saturday; the Sunday after it has 23 hours. */
const SUNDAY = addDays(DAY, 1);

beforeAll(async () => {
  insights = await Insights.start(stack);
  await insights.approvePlan(zonePlan());
  presence = presenceArtefact();
  for (const artefact of [
    presence,
    presenceArtefact({ period: SUNDAY }),
    visitorsArtefact(),
    visitorsArtefact({ period: SUNDAY }),
  ]) {
    await insights.publish(artefact);
  }
  await insights.publish(presenceArtefact({ purpose: 'public-planning', noisy: () => 77 * 16_000 }));
}, 60_000);
afterAll(() => insights.app.close());

interface Series {
  readonly zone: { id: string; name: string };
  readonly starts: string[];
  readonly values: (number | null)[];
  readonly lows: (number | null)[];
  readonly highs: (number | null)[];
  readonly statuses: string[];
  readonly modelled: boolean;
  readonly unit: string;
  readonly releaseIds: string[];
  readonly methodVersion: string;
}

interface Asked {
  readonly product?: 'presence' | 'visitors';
  readonly zoneIds?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly grain?: string;
  readonly purpose?: string;
  readonly contractId?: string;
}

const toQuery = ({ product = 'presence' }: Asked) =>
  `query ($zoneIds: [ID!]!, $from: String!, $to: String!, $grain: Grain!, $purpose: String, $contractId: ID) {
    series: ${product}(zoneIds: $zoneIds, from: $from, to: $to, grain: $grain, purpose: $purpose, contractId: $contractId) {
      zone { id name } starts values lows highs statuses modelled unit releaseIds methodVersion } }`;
const toVariables = ({ product: _, ...asked }: Asked) => ({
  ...{ zoneIds: ['centre'], from: DAY, to: DAY, grain: 'HOUR' },
  ...asked,
});
const ask = async (actor: Actor, asked: Asked = {}): Promise<Series[]> =>
  (await insights.ask<{ series: Series[] }>(actor, toQuery(asked), toVariables(asked))).series;
const refusal = (actor: Actor, asked: Asked) => insights.refusal(actor, toQuery(asked), toVariables(asked));

interface UsageEvent {
  readonly figures: number;
  readonly published: number;
  readonly suppressed: number;
  readonly noData: number;
  readonly costMinorUnits: number;
  readonly product: string;
}
const usageOf = async (contractId: string): Promise<UsageEvent[]> => {
  const query = `query ($id: ID) { usage(contractId: $id) { product figures published suppressed noData costMinorUnits } }`;
  return (await insights.ask<{ usage: UsageEvent[] }>(admin, query, { id: contractId })).usage;
};

describe('a partner inside its contract', () => {
  it('gets the hours of a day in columns, with intervals, what is suppressed and what is not covered', async () => {
    const { actor } = await insights.signUp();
    const [centre, station, hills] = await ask(actor, { zoneIds: ['centre', 'P-station', 'hills'] });
    expect(centre).toMatchObject({
      ...{ zone: { id: 'centre', name: 'Zone centre' }, unit: 'people', modelled: false, methodVersion: '1' },
      releaseIds: [presence.releaseId],
    });
    expect(centre?.starts).toEqual(presence.tables[0]!.columns);
    expect(centre?.values[0]).toBeCloseTo(20_000);
    expect(centre!.lows[0]!).toBeLessThan(20_000);
    expect(centre!.highs[0]!).toBeGreaterThan(20_000);
    expect(new Set(centre?.statuses)).toEqual(new Set(['PUBLISHED']));
    expect([...new Set(station?.statuses), ...new Set(station?.values)]).toEqual(['SUPPRESSED', null]);
    expect([...new Set(hills?.statuses), ...new Set(hills?.values)]).toEqual(['NO_DATA', null]);
  });

  it('gets 23 hours on the day when clocks go forward, and a day that is their mean', async () => {
    const { actor } = await insights.signUp();
    const [hours] = await ask(actor, { from: SUNDAY, to: SUNDAY });
    const [day] = await ask(actor, { from: SUNDAY, to: SUNDAY, grain: 'DAY' });
    expect(hours?.values).toHaveLength(23);
    expect(day?.values[0]).toBeCloseTo(hours!.values.reduce<number>((sum, value) => sum + value!, 0) / 23, 6);
    expect(day?.starts).toEqual(['2025-03-29T23:00:00.000Z']);
  });

  it('gets visitors as people a day, and weeks only whole', async () => {
    const { actor } = await insights.signUp();
    const [day] = await ask(actor, { product: 'visitors', grain: 'DAY', from: DAY, to: SUNDAY });
    expect(day).toMatchObject({ unit: 'people a day', statuses: ['PUBLISHED', 'PUBLISHED'] });
    expect(day?.values[0]).toBeCloseTo(21 * 1000 * 10);
    const [week] = await ask(actor, { product: 'visitors', grain: 'WEEK' });
    expect(week).toMatchObject({ unit: 'visits', statuses: ['NO_DATA'], starts: ['2025-03-23T23:00:00.000Z'] });
  });

  it('is answered from releases of its contract’s purpose only', async () => {
    const { actor } = await insights.signUp({ purpose: 'public-planning', kindOfBuyer: 'public-planning' });
    const [series] = await ask(actor);
    expect(series?.values[0]).toBeCloseTo(770_000);
    const [visitors] = await ask(actor, { product: 'visitors', grain: 'DAY' });
    expect(visitors?.statuses).toEqual(['NO_DATA']);
  });

  it('sees the zones of its contract, and no others', async () => {
    const { actor } = await insights.signUp({ zoneIds: ['north', 'centre'] });
    const { zones } = await insights.ask<{ zones: { id: string }[] }>(actor, '{ zones { id residents covered kind } }');
    expect(zones.map(({ id }) => id)).toEqual(['centre', 'north']);
    const all = await insights.ask<{ zones: { id: string }[] }>(operator, '{ zones { id } }');
    expect(all.zones).toHaveLength(4);
  });

  it('gets an answer to a zone named twice once', async () => {
    const { actor } = await insights.signUp();
    expect(await ask(actor, { zoneIds: ['north', 'centre', 'north'] })).toMatchObject([
      { zone: { id: 'north' } },
      { zone: { id: 'centre' } },
    ]);
  });
});

describe('a partner outside its contract', () => {
  const narrow = {
    ...{ products: ['presence'], zoneIds: ['centre'], finestGrain: 'DAY' },
    ...{ from: DAY, to: DAY },
  };
  it.each([
    ['product', { product: 'visitors', grain: 'DAY' }, /Missing: product visitors \(the contract has presence\)\./],
    ['zone', { zoneIds: ['centre', 'north'], grain: 'DAY' }, /Missing: zone north\./],
    ['grain', { grain: 'HOUR' }, /Missing: grain HOUR \(the finest of the contract is DAY\)\./],
    ['period', { to: SUNDAY, grain: 'DAY' }, /Missing: period 2025-03-29 to 2025-03-30/],
    ['whole week', { grain: 'WEEK' }, /Missing: period 2025-03-24 to 2025-03-30/],
    ['purpose', { purpose: 'public-planning', grain: 'DAY' }, /Missing: purpose public-planning/],
  ] as [string, Asked, RegExp][])('is told which %s it lacks', async (_, asked, message) => {
    const { actor, contractId } = await insights.signUp(narrow);
    const refused = await refusal(actor, asked);
    expect(refused.code).toBe('ENTITLEMENT_MISSING');
    expect(refused.message).toMatch(message);
    expect(await usageOf(contractId)).toEqual([]);
  });

  it('is answered under whichever of its contracts covers the question', async () => {
    const { actor, clientId } = await insights.signUp(narrow);
    expect(await refusal(actor, { product: 'visitors', grain: 'DAY' })).toMatchObject({ code: 'ENTITLEMENT_MISSING' });
    const second = await insights.draft(clientId, { products: ['visitors'], zoneIds: null });
    for (const step of ['offer', 'sign']) await insights.step(admin, step, second);
    await insights.attest(second);
    await insights.step(approver, 'activate', second);
    await ask(actor, { product: 'visitors', grain: 'DAY' });
    expect(await usageOf(second)).toHaveLength(1);
    expect(await refusal(actor, { contractId: second, grain: 'DAY' })).toMatchObject({ code: 'ENTITLEMENT_MISSING' });
    expect(await refusal(actor, { contractId: randomUUID() })).toMatchObject({ code: 'CONTRACT_UNKNOWN' });
  });

  it.each([
    ['suspended', 'suspend', /suspended/],
    ['terminated', 'terminate', /terminated/],
  ])('is told that its contract is %s', async (_, step, message) => {
    const { actor, contractId } = await insights.signUp();
    await insights.step(admin, step, contractId);
    const refused = await refusal(actor, {});
    expect(refused).toMatchObject({ code: 'CONTRACT_NOT_ACTIVE', message: expect.stringMatching(message) });
    if (step === 'suspend') {
      await insights.step(admin, 'resume', contractId);
      expect(await ask(actor)).toHaveLength(1);
    }
  });

  it('is told that its contract is expired, draft or not there', async () => {
    const clientId = await insights.createClient();
    const actor = partner((await insights.issueCredentials(clientId)).clientId);
    expect(await refusal(actor, {})).toMatchObject({ code: 'CONTRACT_NOT_ACTIVE' });
    await insights.draft(clientId);
    expect((await refusal(actor, {})).message).toMatch(/draft/);
    const over = await insights.signUp({ validUntil: new Date(Date.now() + 500).toISOString() });
    await waitFor(async () => (await refusal(over.actor, {})).message.includes('expired'));
    expect(await refusal(over.actor, {})).toMatchObject({ code: 'CONTRACT_NOT_ACTIVE' });
  });

  it('is not let in with staff rights, nor staff with a partner’s', async () => {
    expect(await refusal(admin, {})).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(partner(randomUUID()), {})).toMatchObject({ code: 'CREDENTIALS_REVOKED' });
  });
});

describe('a question that cannot be answered', () => {
  it.each([
    ['a reversed period', { from: SUNDAY, to: DAY }, 'PERIOD_REVERSED'],
    ['a day that is none', { from: '2025-02-30' }, 'INPUT_INVALID'],
    ['a day of the Middle Ages', { from: '1348-01-01' }, 'INPUT_INVALID'],
    ['no zone', { zoneIds: [] }, 'INPUT_INVALID'],
    ['a zone that is no id', { zoneIds: ['../etc'] }, 'INPUT_INVALID'],
    ['the outside', { zoneIds: ['outside'] }, 'ZONE_UNKNOWN'],
    ['an unknown zone', { zoneIds: ['atlantis'] }, 'ZONE_UNKNOWN'],
    ['visitors by the hour', { product: 'visitors' }, 'GRAIN_NOT_AVAILABLE'],
    ['a century of hours', { from: '2000-01-01', to: '2099-12-31' }, 'QUESTION_TOO_LARGE'],
  ] as [string, Asked, string][])('is refused for %s', async (_, asked, code) => {
    const { actor } = await insights.signUp({ zoneIds: null });
    expect(await refusal(actor, asked)).toMatchObject({ code });
  });

  it('about ten thousand zones is refused in a sentence, whatever is wrong with it', async () => {
    const zoneIds = Array.from({ length: 10_000 }, (_, number) => `z-${number}`);
    const { actor } = await insights.signUp({ zoneIds: null });
    expect(await refusal(actor, { zoneIds })).toMatchObject({ code: 'QUESTION_TOO_LARGE' });
    const unknown = await refusal(actor, { zoneIds, grain: 'DAY' });
    expect(unknown).toMatchObject({ code: 'ZONE_UNKNOWN', message: expect.stringMatching(/z-19 and 9980 more/) });
    const few = await insights.signUp({ zoneIds: ['centre'] } as never);
    const missing = await refusal(few.actor, { zoneIds, grain: 'DAY' });
    expect(missing).toMatchObject({ code: 'ENTITLEMENT_MISSING', message: expect.stringMatching(/and 9980 more/) });
    for (const { message } of [unknown, missing]) expect(message.length).toBeLessThan(500);
  });

  it('says what to do where it is too large', async () => {
    const { actor } = await insights.signUp({ zoneIds: null });
    const { message } = await refusal(actor, { from: '2000-01-01', to: '2099-12-31' });
    expect(message).toMatch(/at most 50000 figures .* fewer zones, a shorter period or a coarser grain/);
  });
});

describe('usage', () => {
  it('is one event an answered question, priced by what is published', async () => {
    const { actor, contractId } = await insights.signUp({ price: 3 });
    await ask(actor, { zoneIds: ['centre', 'P-station', 'hills'] });
    expect(await usageOf(contractId)).toEqual([
      { product: 'presence', figures: 72, published: 24, suppressed: 24, noData: 24, costMinorUnits: 72 },
    ]);
  });

  it('is free where everything is suppressed', async () => {
    const { actor, contractId } = await insights.signUp();
    await ask(actor, { zoneIds: ['P-station'] });
    expect(await usageOf(contractId)).toMatchObject([{ suppressed: 24, costMinorUnits: 0 }]);
  });

  it('is noted once where a request is repeated, and once for each question of one request', async () => {
    const { actor, contractId } = await insights.signUp();
    const send = async (query: string, requestId: string) => {
      const body = JSON.stringify({ query });
      const token = await internalToken(actor, { aud: 'insights', body, requestId });
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      return insights.app.inject({ method: 'POST', url: '/graphql', headers, payload: body });
    };
    const requestId = randomUUID();
    const part = (name: string, zone: string) =>
      `${name}: presence(zoneIds: ["${zone}"], from: "${DAY}", to: "${DAY}", grain: DAY) { values }`;
    const query = `{ ${part('a', 'centre')} ${part('b', 'north')} ${part('c', 'centre')} }`;
    const answers = [
      await send(query, requestId),
      ...(await Promise.all([send(query, requestId), send(query, requestId)])),
    ];
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(await usageOf(contractId)).toHaveLength(2);
    await send(query, randomUUID());
    expect(await usageOf(contractId)).toHaveLength(4);
  });

  it('bills an answer once that was cut off and is asked for again with its key, however often and by whom at once', async () => {
    const { actor, contractId } = await insights.signUp();
    const part = (key: string, zone = 'centre') =>
      `{ presence(zoneIds: ["${zone}"], from: "${DAY}", to: "${DAY}", grain: DAY, idempotencyKey: "${key}") { values } }`;
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3, 4].map(() => insights.ask(actor, part(key))));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    await insights.ask(actor, part(key));
    expect(await usageOf(contractId)).toHaveLength(1);
    await insights.ask(actor, part(randomUUID()));
    await insights.ask(actor, part(key, 'north'));
    expect(await usageOf(contractId)).toHaveLength(3);
    const other = await insights.signUp();
    await insights.ask(other.actor, part(key));
    expect(await usageOf(other.contractId)).toHaveLength(1);
    expect(await insights.refusal(actor, part('short'))).toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('bills another answer under the same key: where a release came in between', async () => {
    const { actor, contractId } = await insights.signUp({ price: 1 });
    const day = addDays(DAY, 60);
    const question = `{ presence(zoneIds: ["centre"], from: "${day}", to: "${day}", grain: DAY, idempotencyKey: "${randomUUID()}") { statuses } }`;
    await insights.ask(actor, question);
    await insights.publish(presenceArtefact({ period: day }));
    await insights.ask(actor, question);
    await insights.ask(actor, question);
    const costs = (await usageOf(contractId)).map(({ costMinorUnits }) => costMinorUnits);
    expect(costs.sort()).toEqual([0, 1]);
  });

  it('names the version that was in effect', async () => {
    const { actor, contractId } = await insights.signUp();
    await ask(actor);
    const [row]: { number: number }[] = await insights.dataSource.query(
      `SELECT number FROM usage_event JOIN contract_version AS version ON version.id = contract_version_id
       WHERE usage_event.contract_id = $1`,
      [contractId],
    );
    expect(row?.number).toBe(1);
  });

  it('cannot be changed afterwards', async () => {
    await expect(insights.dataSource.query('UPDATE usage_event SET cost_minor_units = 0')).rejects.toThrow(
      /permission denied|never changed/,
    );
  });
});

describe('the first use of a release by a kind of buyer', () => {
  const jobsOf = async (releaseId: string): Promise<unknown[]> =>
    insights.dataSource.query(
      `SELECT payload ->> 'kindOfBuyer' AS kind FROM outbox WHERE job = 'release.used' AND consumer = 'consent'
         AND payload ->> 'releaseId' = $1 ORDER BY 1`,
      [releaseId],
    );

  it('is told to consent once a kind, however many ask at once; suppressed answers use nothing', async () => {
    const day = addDays(DAY, 40);
    const artefact = presenceArtefact({ period: day });
    await insights.publish(artefact);
    const asked = { from: day, to: day };
    const [one, two, school] = await Promise.all([
      insights.signUp(),
      insights.signUp(),
      insights.signUp({ kindOfBuyer: 'research' }),
    ]);
    await ask(one.actor, { ...asked, zoneIds: ['P-station'] });
    expect(await jobsOf(artefact.releaseId)).toEqual([]);
    await Promise.all([one, two, one, two].map(({ actor }) => ask(actor, asked)));
    expect(await jobsOf(artefact.releaseId)).toEqual([{ kind: 'retail' }]);
    await ask(school.actor, asked);
    expect(await jobsOf(artefact.releaseId)).toEqual([{ kind: 'research' }, { kind: 'retail' }]);
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Release { soldFigures } } }';
    const r = [{ __typename: 'Release', id: artefact.releaseId }];
    expect(await insights.ask(admin, query, { r })).toEqual({ _entities: [{ soldFigures: 5 * 24 }] });
  });
});

describe('a withdrawn release', () => {
  it('is not sold from the next question on, by any grain that needs it', async () => {
    const { actor } = await insights.signUp();
    const day = '2025-06-02' as Day;
    const week = Array.from({ length: 7 }, (_, by) => presenceArtefact({ period: addDays(day, by) }));
    for (const artefact of week) await insights.publish(artefact);
    const asked = { from: day, to: day };
    expect((await ask(actor, asked))[0]?.statuses[0]).toBe('PUBLISHED');
    expect((await ask(actor, { ...asked, grain: 'WEEK' }))[0]?.statuses).toEqual(['PUBLISHED']);
    await insights.withdraw(week[0]!.releaseId);
    expect((await ask(actor, asked))[0]).toMatchObject({ values: Array(24).fill(null), releaseIds: [] });
    expect((await ask(actor, { ...asked, grain: 'WEEK' }))[0]?.statuses).toEqual(['NO_DATA']);
  });
});

describe('the statements of a question', () => {
  it('are as many for one figure as for months of all zones, and few', async () => {
    const first = '2025-08-01' as Day;
    for (let by = 0; by < 20; by += 1) await insights.publish(presenceArtefact({ period: addDays(first, by) }));
    const { actor } = await insights.signUp();
    const small = await insights.countStatements(() => ask(actor, { from: first, to: first }));
    const large = await insights.countStatements(() =>
      ask(actor, {
        zoneIds: ['centre', 'north', 'P-station', 'hills'],
        from: addDays(first, 1),
        to: addDays(first, 19),
      }),
    );
    const again = await insights.countStatements(() => ask(actor, { from: first, to: first }));
    expect(large).toEqual(small);
    expect(small).toHaveLength(12);
    expect(again).toHaveLength(6); // heads are known, no first use, no job
  });
});
