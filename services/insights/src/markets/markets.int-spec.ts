import { randomUUID } from 'node:crypto';
import type { Actor, MarketId, ZonePlanId } from '@passant/contracts';
import { CLOCK } from '@passant/platform';
import { FixedClock, testStack } from '@passant/testing';
import { DAY, presenceArtefact, zonePlan } from '../../test/artefacts';
import { admin, approver, ATTESTED, Insights, officer, partner } from '../../test/insights';

const stack = testStack({ postgres: true, redis: true });
const NOW = '2025-04-10T12:00:00Z';
const clock = new FixedClock(NOW);
let insights: Insights;

beforeAll(async () => {
  insights = await Insights.start(stack);
  Object.assign(insights.app.get(CLOCK), { now: () => clock.now() });
}, 60_000);
afterAll(() => insights.app.close());
beforeEach(() => clock.set(NOW));

/** A market of its own in preparation, with a day of presence on sale where it is told so. */
async function openMarket({ released = true } = {}): Promise<string> {
  const id = `town-${randomUUID().slice(0, 8)}` as MarketId;
  const planId = randomUUID() as ZonePlanId;
  await insights.receivePlan(zonePlan({ planId, market: { ...zonePlan().market, id } }));
  if (released) await insights.publish(presenceArtefact({ market: id, planId }));
  return id;
}

const see = async <Seen>(market: string, fields: string, actor = admin): Promise<Seen> =>
  (
    await insights.ask<{ seen: Seen }>(actor, `query ($m: String!) { seen: marketLaunch(market: $m) { ${fields} } }`, {
      m: market,
    })
  ).seen;

const refuse = (actor: Actor, mutation: string, market: string) => {
  const why = mutation.startsWith('confirm') ? '' : ', reason: "for a test"';
  return insights.refusal(actor, `mutation ($m: String!) { ${mutation}(market: $m${why}) { state } }`, { m: market });
};

const PRESENCE = `{ presence(zoneIds: ["centre"], from: "${DAY}", to: "${DAY}", grain: DAY) { marks statuses } }`;
const PILOT = { kind: 'pilot', namedBuyer: 'Schuh & Sohn KG', validUntil: '2025-06-30T22:00:00Z' };

describe('a market', () => {
  it('goes live by two people under an approval that two people recorded, and tells who did what when and why', async () => {
    const market = await openMarket();
    expect(await see(market, 'state isSimulated isApproved country timeZone timeline { what }')).toEqual({
      ...{ state: 'preparation', isSimulated: false, isApproved: false, timeline: [] },
      ...{ country: 'DE', timeZone: 'Europe/Berlin' },
    });
    expect(await insights.stepMarket(admin, 'beginPilot', market)).toBe('pilot');
    expect(await refuse(admin, 'proposeLaunch', market)).toMatchObject({ code: 'METHOD_APPROVAL_MISSING' });
    await insights.approveMethod(market, '2025-12-31');
    await insights.stepMarket(admin, 'proposeLaunch', market);
    // One person with both roles is one person.
    const both = { ...admin, roles: ['admin', 'approver'] } as Actor;
    expect(await refuse(both, 'confirmLaunch', market)).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
    expect(await insights.stepMarket(approver, 'confirmLaunch', market)).toBe('live');
    const told: { payload: { state: string } }[] = await insights.dataSource.query(
      `SELECT payload FROM outbox WHERE job = 'market.stepped' AND payload->>'market' = $1
       ORDER BY (payload->>'number')::integer`,
      [market],
    );
    expect(told.map(({ payload }) => payload.state)).toEqual(['pilot', 'pilot', 'pilot', 'pilot', 'live']);
    expect(told.at(-1)!.payload).toEqual({
      ...{ market, number: 5, state: 'live', isSimulated: false, at: new Date(NOW).toISOString() },
      approvedUntil: '2025-12-31T23:00:00.000Z',
    });
    type Seen = { timeline: object[]; approval: object; isApproved: boolean };
    const seen = await see<Seen>(
      market,
      `isApproved approval { body approvedOn expiresOn documentSha256 }
       timeline { number what state staffId reason approval { expiresOn } at }`,
    );
    expect(seen.isApproved).toBe(true);
    expect(seen.approval).toEqual({
      ...{ body: 'The authority', approvedOn: '2025-01-01', expiresOn: '2025-12-31' },
      documentSha256: 'b'.repeat(64),
    });
    const [ada, anton, petra] = ['ada-admin', 'anton-approver', 'petra-privacy'].map((staffId) => ({ staffId }));
    const plain = { reason: null, approval: null, at: '2025-04-10T12:00:00.000Z' };
    const approval = { expiresOn: '2025-12-31' };
    expect(seen.timeline).toEqual([
      { ...plain, number: 1, what: 'begin-pilot', state: 'pilot', ...ada, reason: 'for a test: beginPilot' },
      { ...plain, number: 2, what: 'record-approval', state: 'pilot', ...petra, approval },
      { ...plain, number: 3, what: 'confirm-approval', state: 'pilot', ...anton, approval },
      { ...plain, number: 4, what: 'propose-launch', state: 'pilot', ...ada, reason: 'for a test: proposeLaunch' },
      { ...plain, number: 5, what: 'launch', state: 'live', ...anton },
    ]);
  });

  it('is moved once by many at once, and once with a key', async () => {
    const market = await openMarket({ released: false });
    const steps = await Promise.all(Array.from({ length: 8 }, () => refuse(admin, 'beginPilot', market)));
    const codes = steps.map(({ code }) => code ?? 'done').sort();
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['MARKET_STEP_NOT_POSSIBLE', 'done']));
    const back = `mutation ($m: String!, $key: String) {
      endPilot(market: $m, reason: "for a test", idempotencyKey: $key) { state timeline { number } } }`;
    const key = randomUUID();
    const first = await insights.ask(officer, back, { m: market, key });
    expect(await insights.ask(officer, back, { m: market, key })).toEqual(first);
    const acts = `{ staffActs(subjectId: "${market}") { staffId act subjectKind } }`;
    expect(await insights.ask(admin, acts)).toEqual({
      staffActs: [
        { staffId: 'petra-privacy', act: 'endPilot', subjectKind: 'market' },
        { staffId: 'ada-admin', act: 'beginPilot', subjectKind: 'market' },
      ],
    });
  });

  it.each([
    ['a hash that is none', { documentSha256: 'xyz' }, 'INPUT_INVALID'],
    ['an end before its beginning', { expiresOn: '2024-12-31' }, 'INPUT_INVALID'],
    ['a day that is none', { approvedOn: '2025-02-30' }, 'INPUT_INVALID'],
    ['an end that is over', { expiresOn: '2025-04-09' }, 'METHOD_APPROVAL_LAPSED'],
    ['a day that is still to come', { approvedOn: '2025-04-11' }, 'METHOD_APPROVAL_NOT_YET'],
    ['no market', { market: 'atlantis' }, 'MARKET_UNKNOWN'],
  ])('takes no approval with %s', async (_, wrong, code) => {
    const market = await openMarket({ released: false });
    const input = {
      ...{ market, documentSha256: 'b'.repeat(64), body: 'The authority' },
      ...{ approvedOn: '2025-01-01', expiresOn: '2025-12-31', ...wrong },
    };
    const record = 'mutation ($input: RecordMethodApprovalInput!) { recordMethodApproval(input: $input) { state } }';
    expect(await insights.refusal(officer, record, { input })).toMatchObject({ code });
  });

  it('is nothing that a partner, or an approver alone, moves', async () => {
    const market = await openMarket({ released: false });
    expect(await refuse(partner(randomUUID()), 'beginPilot', market)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refuse(approver, 'beginPilot', market)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await insights.refusal(partner(randomUUID()), '{ marketLaunches { market } }')).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('in preparation', () => {
  it('a contract is drafted and signed, and never activated', async () => {
    const market = await openMarket();
    await expect(insights.signUp({ market })).rejects.toThrow(/MARKET_NOT_SELLING.*in preparation/);
    await expect(insights.signUp({ market, ...PILOT })).rejects.toThrow(/MARKET_NOT_SELLING.*in preparation/);
  });
});

describe('in its pilot', () => {
  it('only pilot contracts are activated; every answer of one says so', async () => {
    const market = await openMarket();
    await insights.stepMarket(admin, 'beginPilot', market);
    await expect(insights.signUp({ market })).rejects.toThrow(/MARKET_NOT_SELLING.*pilot/);
    const { actor, contractId } = await insights.signUp({ market, ...PILOT });
    expect(await insights.ask(actor, PRESENCE)).toEqual({ presence: [{ marks: ['pilot'], statuses: ['PUBLISHED'] }] });
    const query = `{ contract(id: "${contractId}") { kind namedBuyer validUntil } }`;
    expect(await insights.ask(admin, query)).toEqual({
      contract: { kind: 'pilot', namedBuyer: 'Schuh & Sohn KG', validUntil: '2025-06-30T22:00:00.000Z' },
    });
    clock.set('2025-06-30T22:00:00Z');
    expect(await insights.refusal(actor, PRESENCE)).toMatchObject({ code: 'CONTRACT_NOT_ACTIVE' });
  });

  it('a line of its invoice says so', async () => {
    const market = await openMarket();
    await insights.stepMarket(admin, 'beginPilot', market);
    const { actor, contractId } = await insights.signUp({ market, ...PILOT });
    await insights.ask(actor, PRESENCE);
    const draft = `{ draftInvoice(contractId: "${contractId}", month: "2025-04") { lines { product figures marks } } }`;
    expect(await insights.ask(admin, draft)).toEqual({
      draftInvoice: { lines: [{ product: 'presence', figures: 1, marks: ['pilot'] }] },
    });
  });

  it.each([
    ['without a name', { namedBuyer: null }, /names its buyer/],
    ['without an end', { validUntil: null }, /has an end/],
    ['with an end that is over', { validUntil: '2025-04-10T12:00:00Z' }, /still to come/],
  ])('is drafted %s by nobody', async (_, wrong, message) => {
    const market = await openMarket({ released: false });
    const draft = insights.draft(await insights.createClient(), { market, ...PILOT, ...wrong } as never);
    await expect(draft).rejects.toThrow(message);
  });

  it('is a word of the contract that no later version takes away; ordinary contracts name no buyer', async () => {
    const market = await openMarket({ released: false });
    const clientId = await insights.createClient();
    const named = insights.draft(clientId, { market, namedBuyer: 'Schuh & Sohn KG' });
    await expect(named).rejects.toThrow(/Only a pilot names its buyer/);
    // Nor is it a word that a further version could change.
    const amend = 'mutation { amendContract(input: { kind: "ordinary" }) { id } }';
    const { errors } = await insights.client.graphql(admin, amend);
    expect(errors?.map(({ message }) => message)).toContainEqual(expect.stringMatching(/"kind" is not defined/));
  });

  it('is over from the next question on where the market goes back, and goes on where it comes again', async () => {
    const market = await openMarket();
    await insights.stepMarket(admin, 'beginPilot', market);
    const { actor } = await insights.signUp({ market, ...PILOT });
    await insights.stepMarket(officer, 'endPilot', market);
    expect(await insights.refusal(actor, PRESENCE)).toMatchObject({ code: 'MARKET_NOT_SELLING' });
    await insights.stepMarket(admin, 'beginPilot', market);
    expect(await insights.ask(actor, PRESENCE)).toMatchObject({ presence: [{ marks: ['pilot'] }] });
  });
});

describe('live', () => {
  it('ordinary contracts are answered, unmarked, until the last instant of the approval; pilots go on', async () => {
    const market = await openMarket();
    await insights.launch(market);
    await insights.approveMethod(market, '2025-05-31');
    const { actor, clientId } = await insights.signUp({ market });
    const pilot = await insights.signUp({ market, ...PILOT });
    // The first of June begins in Berlin two hours before it does in UTC.
    clock.set('2025-05-31T21:59:59.999Z');
    expect(await insights.ask(actor, PRESENCE)).toMatchObject({ presence: [{ marks: [] }] });
    clock.set('2025-05-31T22:00:00Z');
    expect(await insights.refusal(actor, PRESENCE)).toMatchObject({
      ...{ code: 'METHOD_APPROVAL_LAPSED', message: expect.stringMatching(/approval of the method is over/) },
    });
    expect(await insights.ask(pilot.actor, PRESENCE)).toMatchObject({ presence: [{ marks: ['pilot'] }] });
    await expect(insights.signUp({ market })).rejects.toThrow(/METHOD_APPROVAL_LAPSED/);
    expect(await see(market, 'state isApproved')).toEqual({ state: 'live', isApproved: false });
    // A new one of two people, and it goes on: nobody launches anew.
    await insights.approveMethod(market, '2025-12-31');
    expect(await insights.ask(actor, PRESENCE)).toMatchObject({ presence: [{ marks: [] }] });
    expect(clientId).toBeDefined();
  });

  it('and back in its pilot only pilots are answered', async () => {
    const market = await openMarket();
    await insights.launch(market);
    const ordinary = await insights.signUp({ market });
    const pilot = await insights.signUp({ market, ...PILOT });
    await insights.stepMarket(officer, 'stepBackToPilot', market);
    expect(await insights.refusal(ordinary.actor, PRESENCE)).toMatchObject({ code: 'MARKET_NOT_SELLING' });
    expect(await insights.ask(pilot.actor, PRESENCE)).toMatchObject({ presence: [{ marks: ['pilot'] }] });
    await insights.step(admin, 'suspend', ordinary.contractId);
    await expect(insights.step(admin, 'resume', ordinary.contractId)).rejects.toThrow(/MARKET_NOT_SELLING/);
  });
});

describe('what a buyer attests', () => {
  const attest = (input: object) =>
    insights.refusal(admin, 'mutation ($input: AttestContractInput!) { attestContract(input: $input) { id } }', {
      input,
    });

  it('is there before a contract is activated, whole, once a version, and stands in its timeline', async () => {
    const market = await openMarket();
    await insights.launch(market);
    const contractId = await insights.draft(await insights.createClient(), { market });
    for (const step of ['offer', 'sign']) await insights.step(admin, step, contractId);
    await expect(insights.step(approver, 'activate', contractId)).rejects.toThrow(/CONTRACT_NOT_ATTESTED.*version 1/);
    const part = { ...ATTESTED, refusedBuyers: ['insurer'], refusedUses: ATTESTED.refusedUses.slice(1) };
    const incomplete = await attest({ contractId, ...part });
    expect(incomplete).toMatchObject({ code: 'ATTESTATION_INCOMPLETE' });
    expect(incomplete.message).toMatch(/Missing: watching-staff, employer-watching-staff, police-and-prosecution/);
    expect(await attest({ contractId, ...ATTESTED, number: 2 })).toMatchObject({ code: 'CONTRACT_UNKNOWN' });
    await insights.attest(contractId);
    expect(await attest({ contractId, ...ATTESTED })).toMatchObject({ code: 'ATTESTATION_NOT_POSSIBLE' });
    expect(await insights.step(approver, 'activate', contractId)).toBe('active');
    const query = `{ contract(id: "${contractId}") { timeline { what staffId version }
      versions { attestation { refusedUses refusedBuyers statedBy documentSha256 recordedBy recordedAt } } } }`;
    const { contract } = await insights.ask<{ contract: { timeline: object[]; versions: object[] } }>(officer, query);
    expect(contract.timeline).toContainEqual({ what: 'attest', staffId: 'ada-admin', version: 1 });
    expect(contract.versions).toEqual([
      { attestation: { ...ATTESTED, recordedBy: 'ada-admin', recordedAt: '2025-04-10T12:00:00.000Z' } },
    ]);
  });

  it('is of that version only: the next one needs its own', async () => {
    const market = await openMarket();
    await insights.launch(market);
    const { contractId } = await insights.signUp({ market });
    const input = {
      ...{ contractId, market, purpose: 'place-statistics', products: ['presence'], allZones: true },
      ...{ finestGrain: 'DAY', from: '2025-01-01' },
    };
    await insights.ask(admin, 'mutation ($input: AmendContractInput!) { amendContract(input: $input) { id } }', {
      input,
    });
    const approve = 'mutation ($id: ID!) { approveContractVersion(contractId: $id, number: 2) { id } }';
    expect(await insights.refusal(approver, approve, { id: contractId })).toMatchObject({
      code: 'CONTRACT_NOT_ATTESTED',
    });
    await insights.attest(contractId, 2);
    await insights.ask(approver, approve, { id: contractId });
  });
});

describe('a market of simulated people', () => {
  it('is declared by one and confirmed by another before anything is released; everything of it says so', async () => {
    const market = await openMarket({ released: false });
    await insights.stepMarket(admin, 'declareSimulated', market);
    expect(await refuse(admin, 'confirmSimulated', market)).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
    await insights.stepMarket(approver, 'confirmSimulated', market);
    expect(await see(market, 'isSimulated isSimulationDeclared')).toEqual({
      ...{ isSimulated: true, isSimulationDeclared: false },
    });
    const { planId } = await insights.dataSource
      .query('SELECT plan_id AS "planId" FROM zone_plan WHERE market_id = $1', [market])
      .then(([row]: { planId: ZonePlanId }[]) => row!);
    await insights.publish(presenceArtefact({ market: market as MarketId, planId }));
    await insights.launch(market);
    const { actor } = await insights.signUp({ market });
    expect(await insights.ask(actor, PRESENCE)).toMatchObject({ presence: [{ marks: ['simulated'] }] });
  });

  it('is none once something was released of it', async () => {
    const market = await openMarket();
    expect(await refuse(admin, 'declareSimulated', market)).toMatchObject({ code: 'MARKET_HAS_RELEASES' });
  });

  it('was declared in time, but something was released before it was confirmed', async () => {
    const market = await openMarket({ released: false });
    await insights.stepMarket(admin, 'declareSimulated', market);
    const planId = (await insights.dataSource.query('SELECT plan_id FROM zone_plan WHERE market_id = $1', [market]))[0]
      .plan_id;
    await insights.publish(presenceArtefact({ market: market as MarketId, planId }));
    expect(await refuse(approver, 'confirmSimulated', market)).toMatchObject({ code: 'MARKET_HAS_RELEASES' });
  });
});
