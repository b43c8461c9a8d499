import { randomUUID } from 'node:crypto';
import { testStack, waitFor } from '@passant/testing';
import type { MarketId, ZonePlanId } from '@passant/contracts';
import { DAY, MARKET, presenceArtefact, zonePlan } from '../../test/artefacts';
import { admin, approver, type ContractWish, Insights, operator } from '../../test/insights';

const stack = testStack({ postgres: true, redis: true });
let insights: Insights;

beforeAll(async () => {
  insights = await Insights.start(stack);
  await insights.approvePlan(zonePlan());
}, 60_000);
afterAll(() => insights.app.close());

const APPROVE =
  'mutation ($id: ID!, $number: Int!) { approveContractVersion(contractId: $id, number: $number) { id } }';
const activate = 'mutation ($id: ID!) { activateContract(contractId: $id) { state } }';

describe('a contract', () => {
  it('becomes active by two people, and names its client and terms', async () => {
    const clientId = await insights.createClient('shopping-centre');
    const contractId = await insights.draft(clientId);
    expect(await insights.step(admin, 'offer', contractId)).toBe('offered');
    expect(await insights.step(admin, 'sign', contractId)).toBe('signed');
    await insights.attest(contractId);
    const both = { ...admin, roles: ['admin', 'approver'] } as typeof admin;
    expect(await insights.refusal(both, activate, { id: contractId })).toMatchObject({
      code: 'CREATOR_MAY_NOT_APPROVE',
    });
    expect(await insights.step(approver, 'activate', contractId)).toBe('active');
    const { contracts } = await insights.ask<{ contracts: unknown[] }>(
      approver,
      `query ($id: ID!) { contracts(clientId: $id) {
        state createdBy client { id kindOfBuyer } versions { number approvedBy createdBy terms { market products zoneIds } } } }`,
      { id: clientId },
    );
    expect(contracts).toEqual([
      {
        ...{ state: 'active', createdBy: 'ada-admin', client: { id: clientId, kindOfBuyer: 'shopping-centre' } },
        versions: [
          {
            ...{ number: 1, approvedBy: 'anton-approver', createdBy: 'ada-admin' },
            terms: {
              ...{ market: MARKET, products: ['presence', 'visitors'] },
              zoneIds: ['centre', 'north', 'P-station', 'hills'],
            },
          },
        ],
      },
    ]);
  });

  it('is activated once by two approvers at once', async () => {
    const contractId = await insights.draft(await insights.createClient());
    await insights.step(admin, 'offer', contractId);
    await insights.step(admin, 'sign', contractId);
    await insights.attest(contractId);
    const answers = await Promise.all(
      [1, 2].map(() => insights.client.graphql(approver, activate, { id: contractId })),
    );
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions['code'] ?? 'done').sort();
    expect(codes[1]).toBe('done');
    expect(['CONTRACT_CHANGED', 'CONTRACT_STEP_NOT_POSSIBLE']).toContain(codes[0]);
    const steps = await insights.dataSource.query('SELECT step FROM contract_step WHERE contract_id = $1', [
      contractId,
    ]);
    expect(steps).toHaveLength(3);
  });

  it('gets new terms only as a further version that somebody else approves', async () => {
    const { contractId } = await insights.signUp({ zoneIds: ['centre'] });
    const input = {
      ...{ contractId, purpose: 'place-statistics', products: ['presence'], allZones: true },
      ...{ finestGrain: 'DAY', from: '2025-01-01' },
    };
    const amend = `mutation ($input: AmendContractInput!) {
      amendContract(input: $input) { versions { number approvedBy terms { allZones } } } }`;
    const { amendContract } = await insights.ask<{ amendContract: { versions: unknown[] } }>(admin, amend, { input });
    expect(amendContract.versions).toEqual([
      { number: 1, approvedBy: 'anton-approver', terms: { allZones: false } },
      { number: 2, approvedBy: null, terms: { allZones: true } },
    ]);
    const approve = `mutation ($id: ID!, $number: Int!) {
      approveContractVersion(contractId: $id, number: $number) { versions { approvedBy } } }`;
    expect(await insights.refusal(admin, approve, { id: contractId, number: 2 })).toMatchObject({
      code: 'CREATOR_MAY_NOT_APPROVE',
    });
    expect(await insights.refusal(approver, approve, { id: contractId, number: 2 })).toMatchObject({
      code: 'CONTRACT_NOT_ATTESTED',
    });
    await insights.attest(contractId, 2);
    expect(await insights.ask(approver, approve, { id: contractId, number: 2 })).toEqual({
      approveContractVersion: { versions: [{ approvedBy: 'anton-approver' }, { approvedBy: 'anton-approver' }] },
    });
    const past = { ...input, effectiveFrom: '2020-01-01T00:00:00Z' };
    expect(await insights.refusal(admin, amend, { input: past })).toMatchObject({ code: 'CONTRACT_TERMS_INVALID' });
  });

  it('says what a version changes, what of it raises a limit, and when versions overlap', async () => {
    const { contractId } = await insights.signUp({ zoneIds: ['centre', 'north'] });
    const amend = `mutation ($input: AmendContractInput!) {
      amendContract(input: $input) { versions { number changes { term before after raises } } } }`;
    const input = {
      ...{ contractId, purpose: 'place-statistics', products: ['presence', 'visitors'], zoneIds: ['centre'] },
      ...{ finestGrain: 'HOUR', from: '2025-01-01', priceMinorUnitsPerFigure: 2, figuresPerMonth: 500 },
      ...{ contacts: [{ role: 'billing', email: 'invoices@shop.example' }], exportFormats: ['csv'] },
      effectiveFrom: new Date(Date.now() + 3_600_000).toISOString(),
    };
    const { amendContract } = await insights.ask<{ amendContract: { versions: unknown[] } }>(admin, amend, { input });
    expect(amendContract.versions[1]).toEqual({
      number: 2,
      changes: [
        { term: 'zones', before: 'centre, north', after: 'centre', raises: false },
        { term: 'quota', before: 'none', after: '500 figures a month (hard)', raises: false },
        { term: 'exportFormats', before: 'csv, geojson, parquet', after: 'csv', raises: false },
        { term: 'contacts', before: '', after: 'billing invoices@shop.example', raises: false },
      ],
    });
    await insights.attest(contractId, 2);
    await insights.ask(approver, APPROVE, { id: contractId, number: 2 });
    const sooner = { ...input, effectiveFrom: new Date(Date.now() + 60_000).toISOString() };
    expect(await insights.refusal(admin, amend, { input: sooner })).toMatchObject({
      code: 'CONTRACT_VERSIONS_OVERLAP',
    });
    expect(await insights.refusal(approver, APPROVE, { id: contractId, number: 2 })).toMatchObject({
      code: 'CONTRACT_STEP_NOT_POSSIBLE',
    });
  });

  it('tells its whole life, with who, when and why, and nobody can change that', async () => {
    const { contractId } = await insights.signUp();
    const suspend = 'mutation ($id: ID!, $why: String) { suspendContract(contractId: $id, reason: $why) { state } }';
    expect(await insights.refusal(admin, suspend, { id: contractId })).toMatchObject({ code: 'REASON_MISSING' });
    await insights.ask(admin, suspend, { id: contractId, why: 'attested uses were not true' });
    await insights.step(admin, 'terminate', contractId);
    const query = '{ contract(id: "' + contractId + '") { state timeline { what state staffId reason version at } } }';
    const { contract } = await insights.ask<{ contract: { state: string; timeline: { at: string }[] } }>(admin, query);
    const events = contract.timeline.map(({ at, ...event }) => (expect(Date.parse(at)).not.toBeNaN(), event));
    const [ada, anton] = [{ staffId: 'ada-admin' }, { staffId: 'anton-approver' }];
    const plain = { reason: null, version: null };
    expect(events).toEqual([
      { what: 'draft', state: 'draft', ...ada, reason: null, version: 1 },
      { what: 'offer', state: 'offered', ...ada, ...plain },
      { what: 'sign', state: 'signed', ...ada, ...plain },
      { what: 'attest', state: null, ...ada, reason: null, version: 1 },
      { what: 'activate', state: 'active', ...anton, ...plain },
      { what: 'suspend', state: 'suspended', ...ada, ...plain, reason: 'attested uses were not true' },
      { what: 'terminate', state: 'terminated', ...ada, ...plain, reason: 'for a test: terminate' },
    ]);
  });

  it('stops running tokens at once when it is suspended, measured while questions keep coming', async () => {
    const { actor, contractId } = await insights.signUp();
    const [answered, refused]: [number[], number[]] = [[], []];
    let asking = true;
    const ask = async () => {
      while (asking) {
        const sentAt = performance.now();
        const { errors } = await insights.client.graphql(actor, '{ zones { id } }');
        (errors ? refused : answered).push(sentAt);
        if (errors) expect(errors[0]?.extensions['code']).toBe('CONTRACT_NOT_ACTIVE');
      }
    };
    const askers = [1, 2, 3, 4].map(ask);
    await waitFor(async () => answered.length > 20);
    await insights.step(admin, 'suspend', contractId);
    const suspendedAt = performance.now();
    await waitFor(async () => refused.filter((sentAt) => sentAt > suspendedAt).length > 20);
    asking = false;
    await Promise.all(askers);
    // Not one that was sent afterwards; the promise is five seconds.
    expect(answered.filter((sentAt) => sentAt > suspendedAt)).toEqual([]);
  });

  it('that is suspended while a question is being answered: that one is answered and billed once, the next is refused', async () => {
    await insights.publish(presenceArtefact());
    const { actor, contractId } = await insights.signUp({ price: 3 });
    const question = `{ presence(zoneIds: ["centre"], from: "${DAY}", to: "${DAY}", grain: DAY) { cost { minorUnits } } }`;
    const runner = insights.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('LOCK TABLE release_row IN ACCESS EXCLUSIVE MODE');
    const asked = insights.ask(actor, question);
    try {
      await waitFor(async () => {
        const waiting: unknown[] = await insights.dataSource.query(
          `SELECT FROM pg_locks WHERE NOT granted AND relation = 'release_row'::regclass`,
        );
        return waiting.length > 0;
      });
      await insights.step(admin, 'suspend', contractId);
      expect(await insights.refusal(actor, question)).toMatchObject({ code: 'CONTRACT_NOT_ACTIVE' });
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
    expect(await asked).toEqual({ presence: [{ cost: { minorUnits: 3 } }] });
    const events: unknown[] = await insights.dataSource.query(
      'SELECT published, cost_minor_units::int AS cost FROM usage_event WHERE contract_id = $1',
      [contractId],
    );
    expect(events).toEqual([{ published: 1, cost: 3 }]);
  });

  it('is expired in the graph from its last instant on', async () => {
    const { contractId } = await insights.signUp({ validUntil: new Date(Date.now() + 1_500).toISOString() });
    const query = '{ contract(id: "' + contractId + '") { state timeline { what staffId } } }';
    await waitFor(async () => {
      const { contract } = await insights.ask<{ contract: { state: string } }>(admin, query);
      return contract.state === 'expired';
    });
    const { contract } = await insights.ask<{ contract: { timeline: unknown[] } }>(admin, query);
    expect(contract.timeline.at(-1)).toEqual({ what: 'expire', staffId: null });
  });

  it('is amended by several people at once, one version each', async () => {
    const { contractId } = await insights.signUp();
    const amend = 'mutation ($input: AmendContractInput!) { amendContract(input: $input) { id } }';
    const input = {
      ...{ contractId, purpose: 'place-statistics', products: ['presence'], allZones: true },
      ...{ finestGrain: 'DAY', from: '2025-01-01' },
    };
    await Promise.all(Array.from({ length: 6 }, () => insights.ask(admin, amend, { input })));
    const { contract } = await insights.ask<{ contract: { versions: { number: number }[] } }>(
      admin,
      '{ contract(id: "' + contractId + '") { versions { number } } }',
    );
    expect(contract.versions.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('is drafted by more people at once than the database has connections', async () => {
    const clientId = await insights.createClient();
    const drafts = await Promise.all(Array.from({ length: 24 }, () => insights.draft(clientId)));
    expect(new Set(drafts).size).toBe(24);
  });

  it('cannot approve its first version around its activation', async () => {
    const contractId = await insights.draft(await insights.createClient());
    const approve = 'mutation ($id: ID!) { approveContractVersion(contractId: $id, number: 1) { id } }';
    expect(await insights.refusal(approver, approve, { id: contractId })).toMatchObject({
      code: 'CONTRACT_STEP_NOT_POSSIBLE',
    });
  });

  it.each([
    ['a zone that is not in the plan', { zoneIds: ['atlantis'] }, 'CONTRACT_TERMS_INVALID', /atlantis/],
    ['a product that nobody sells', { products: ['names'] }, 'INPUT_INVALID', /products/],
    ['a purpose that nobody agreed to', { purpose: 'policing' }, 'INPUT_INVALID', /place-statistics/],
    ['a day that is none', { from: '2025-02-30' }, 'INPUT_INVALID', /from/],
    ['a reversed history', { from: '2025-02-02', to: '2025-02-01' }, 'CONTRACT_TERMS_INVALID', /before it begins/],
    ['a currency that nobody pays in', { currency: 'XYZ' }, 'INPUT_INVALID', /currency/],
    ['a use that is not forbidden', { prohibitions: ['credit'] }, 'CONTRACT_TERMS_INVALID', /watching-staff/],
    ['a quota of nothing', { figuresPerMonth: 0 }, 'INPUT_INVALID', /figuresPerMonth/],
    ['a contact that is none', { contacts: [{ role: 'boss', email: 'x' }] }, 'INPUT_INVALID', /contacts/],
    ['no zone at all', { zoneIds: [] }, 'INPUT_INVALID', /either allZones or zoneIds/],
  ])('is refused with %s', async (_, wish, code, message) => {
    const clientId = await insights.createClient();
    const refused = insights.draft(clientId, wish as ContractWish);
    await expect(refused).rejects.toThrow(code);
    await expect(refused).rejects.toThrow(message);
  });

  it('is refused for a client that is not there, and for a market without zones', async () => {
    await expect(insights.draft('44444444-4444-4444-8444-444444444444')).rejects.toThrow('There is no such client.');
    const query = `mutation ($id: ID!) { draftContract(input: { clientId: $id, market: "elsewhere", allZones: true,
      purpose: "place-statistics", products: ["presence"], finestGrain: DAY, from: "2025-01-01" }) { id } }`;
    expect(await insights.refusal(admin, query, { id: await insights.createClient() })).toMatchObject({
      code: 'MARKET_UNKNOWN',
    });
  });

  it('is nothing for network operators, approvers cannot draft, partners see none', async () => {
    expect(await insights.refusal(operator, '{ contracts { id } }')).toMatchObject({ code: 'FORBIDDEN' });
    const create = 'mutation { createClient(input: { name: "x", kindOfBuyer: "retail" }) { id } }';
    expect(await insights.refusal(approver, create)).toMatchObject({ code: 'FORBIDDEN' });
    const { actor } = await insights.signUp();
    for (const query of ['{ clients { id } }', '{ usage { id } }', '{ contracts { id } }']) {
      expect(await insights.refusal(actor, query)).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});

describe('a purpose', () => {
  it('is one that the market has a release for, once it has any', async () => {
    const market = { ...zonePlan().market, id: 'halle' as MarketId };
    const planId = randomUUID() as ZonePlanId;
    await insights.approvePlan(zonePlan({ market, planId }));
    await insights.publish(presenceArtefact({ market: market.id, planId }));
    const clientId = await insights.createClient();
    const draft = (purpose: string) => insights.draft(clientId, { market: market.id, purpose });
    await expect(draft('public-planning')).rejects.toThrow(/CONTRACT_TERMS_INVALID.*public-planning/);
    await expect(draft('place-statistics')).resolves.toBeDefined();
  });
});

describe('what was agreed', () => {
  it.each([
    ...['contract_version', 'contract_step', 'contract_approval', 'contract_attestation'],
    ...['market_step', 'method_approval', 'zone_plan', 'zone'],
  ])('cannot be changed in %s, not even by the service itself', async (table) => {
    await insights.signUp();
    await expect(insights.dataSource.query(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied|never changed/);
    await expect(insights.dataSource.query(`TRUNCATE ${table}`)).rejects.toThrow(/permission denied|never changed/);
  });
});

describe('references', () => {
  it('of clients and zones are resolved; what is not there is null', async () => {
    const id = await insights.createClient('research');
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) {
      ... on Client { kindOfBuyer } ... on Zone { name covered } } }`;
    const r = [
      { __typename: 'Client', id },
      { __typename: 'Client', id: '44444444-4444-4444-8444-444444444444' },
      { __typename: 'Client', id: 'nonsense' },
      { __typename: 'Zone', id: 'hills' },
      { __typename: 'Zone', id: 'atlantis' },
    ];
    expect(await insights.ask(admin, query, { r })).toEqual({
      _entities: [{ kindOfBuyer: 'research' }, null, null, { name: 'Zone hills', covered: false }, null],
    });
  });
});
