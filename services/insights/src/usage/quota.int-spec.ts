import { randomUUID } from 'node:crypto';
import type { ClientId, ContractId, ReleaseId, ZoneId } from '@passant/contracts';
import { testStack } from '@passant/testing';
import { DAY, presenceArtefact, zonePlan } from '../../test/artefacts';
import { admin, approver, type ContractWish, Insights } from '../../test/insights';
import { UsageNotes } from './usage-notes';
import type { NewUsageEvent } from './usage.repository';

const stack = testStack({ postgres: true, redis: true });
let insights: Insights;

beforeAll(async () => {
  insights = await Insights.start(stack);
  await insights.approvePlan(zonePlan());
  await insights.publish(presenceArtefact());
}, 60_000);
afterAll(() => insights.app.close());

/** Of a day of `centre` and `north`: two published figures. */
const QUESTION = `{ presence(zoneIds: ["centre", "north"], from: "${DAY}", to: "${DAY}", grain: DAY) { statuses } }`;
const PUBLISHED = 2;
type Buyer = Awaited<ReturnType<Insights['signUp']>>;

const signUp = (wish: ContractWish) => insights.signUp({ products: ['presence'], ...wish });
const months = async ({ contractId }: Buyer) => {
  const query = 'query ($id: ID!) { usageMonths(contractId: $id) { month published costMinorUnits } }';
  return (await insights.ask<{ usageMonths: { published: number }[] }>(admin, query, { id: contractId })).usageMonths;
};
const events = async ({ contractId }: Buyer): Promise<{ published: number }[]> =>
  insights.dataSource.query('SELECT published FROM usage_event WHERE contract_id = $1', [contractId]);

/** How many of so many questions at once were answered, and the codes of the others. */
async function askAtOnce(buyer: Buyer, times: number) {
  const answers = await Promise.all(
    Array.from({ length: times }, () => insights.client.graphql(buyer.actor, QUESTION)),
  );
  const codes = answers.flatMap(({ errors }) => errors?.map(({ extensions }) => extensions['code']) ?? []);
  return { answered: times - codes.length, codes: [...new Set(codes)] };
}

describe('a hard quota', () => {
  it('is never exceeded by 32 who ask at once, and used to the last figure', async () => {
    const buyer = await signUp({ figuresPerMonth: 21 });
    const { answered, codes } = await askAtOnce(buyer, 32);
    expect(answered).toBe(10); // 20 figures; the one that is left is not enough for an answer of two
    expect(codes).toEqual(['QUOTA_EXCEEDED']);
    expect(await months(buyer)).toMatchObject([{ published: 10 * PUBLISHED, costMinorUnits: 10 * PUBLISHED * 2 }]);
    expect(await events(buyer)).toHaveLength(10);
  });

  it('says what is left, leaves room for a smaller question, and costs nothing where it refuses', async () => {
    const buyer = await signUp({ figuresPerMonth: 3 });
    await insights.ask(buyer.actor, QUESTION);
    expect(await insights.refusal(buyer.actor, QUESTION)).toEqual({
      code: 'QUOTA_EXCEEDED',
      message: expect.stringMatching(/3 figures a month, 1 are left, and this answer has 2/),
    });
    await insights.ask(buyer.actor, QUESTION.replace(', "north"', ''));
    expect(await months(buyer)).toMatchObject([{ published: 3 }]);
  });

  it('answers what is free, also when it is used up', async () => {
    const buyer = await signUp({ figuresPerMonth: 2 });
    await insights.ask(buyer.actor, QUESTION);
    await insights.ask(buyer.actor, QUESTION.replace('"centre", "north"', '"hills"'));
    expect(await insights.refusal(buyer.actor, QUESTION)).toMatchObject({ code: 'QUOTA_EXCEEDED' });
  });

  it('is raised only by two people, and then counts with what was sold before', async () => {
    const buyer = await signUp({ figuresPerMonth: 2 });
    await insights.ask(buyer.actor, QUESTION);
    const input = {
      ...{ contractId: buyer.contractId, purpose: 'place-statistics', products: ['presence'], figuresPerMonth: 4 },
      ...{ zoneIds: ['centre', 'north'], finestGrain: 'DAY', from: '2025-01-01' },
    };
    await insights.ask(admin, 'mutation ($input: AmendContractInput!) { amendContract(input: $input) { id } }', {
      input,
    });
    expect(await insights.refusal(buyer.actor, QUESTION)).toMatchObject({ code: 'QUOTA_EXCEEDED' });
    const approve = 'mutation ($id: ID!) { approveContractVersion(contractId: $id, number: 2) { id } }';
    await insights.attest(buyer.contractId, 2);
    await insights.ask(approver, approve, { id: buyer.contractId });
    await insights.ask(buyer.actor, QUESTION);
    expect(await insights.refusal(buyer.actor, QUESTION)).toMatchObject({ code: 'QUOTA_EXCEEDED' });
    expect(await months(buyer)).toMatchObject([{ published: 4 }]);
  });
});

describe('a soft quota, and none', () => {
  it('is counted all the same, exactly', async () => {
    for (const wish of [{ figuresPerMonth: 3, quotaKind: 'soft' }, {}]) {
      const buyer = await signUp(wish);
      expect(await askAtOnce(buyer, 32)).toEqual({ answered: 32, codes: [] });
      expect(await months(buyer)).toMatchObject([{ published: 32 * PUBLISHED }]);
    }
  });

  it('counts a question once a request', async () => {
    const buyer = await signUp({});
    await insights.ask(buyer.actor, `{ one: ${QUESTION.slice(1, -1)} two: ${QUESTION.slice(1, -1)} }`);
    expect(await months(buyer)).toMatchObject([{ published: PUBLISHED }]);
  });
});

describe('notes at the same moment', () => {
  const noteOf = (overrides: Partial<NewUsageEvent>): NewUsageEvent => ({
    ...{
      id: randomUUID(),
      requestId: randomUUID(),
      questionSha256: 'a'.repeat(64),
      clientId: randomUUID() as ClientId,
    },
    ...{ contractId: randomUUID() as ContractId, contractVersionId: randomUUID(), product: 'presence', grain: 'DAY' },
    ...{ figures: 3, published: 2, suppressed: 1, noData: 0, costMinorUnits: 4, currency: 'EUR' },
    ...{ answeredAt: new Date(), month: '2025-03', zoneIds: ['centre' as ZoneId], zoneFigures: [2] },
    ...{ releaseIds: [randomUUID() as ReleaseId], releaseFigures: [2], ...overrides },
  });
  const soldOf = async ({ contractId }: NewUsageEvent) => {
    const query = `SELECT month, published::int, (SELECT count(*)::int FROM usage_event WHERE contract_id = $1) AS events,
      (SELECT sum(release_sale.figures)::int FROM release_sale JOIN usage_event ON usage_event.id = usage_event_id
       WHERE contract_id = $1) AS sold FROM contract_month WHERE contract_id = $1 ORDER BY month`;
    return insights.dataSource.query(query, [contractId]);
  };
  const addAll = (events: readonly NewUsageEvent[]) => {
    const notes = insights.app.get(UsageNotes);
    return Promise.allSettled(events.map((event) => notes.add(event)));
  };

  it('are two statements a contract, the first and all that came meanwhile, each in its month', async () => {
    const one = noteOf({});
    const other = noteOf({});
    const again = () => ({ id: randomUUID(), requestId: randomUUID() });
    const events = [
      ...Array.from({ length: 20 }, () => ({ ...one, ...again() })),
      ...Array.from({ length: 10 }, () => ({ ...one, ...again(), month: '2025-04' })),
      ...Array.from({ length: 5 }, () => ({ ...other, ...again() })),
    ];
    // What was noted before in the same request adds nothing, also where both come together.
    const twice = [...events, { ...events[0]!, id: randomUUID() }, { ...events[34]!, id: randomUUID() }];
    const statements = await insights.countStatements(() => addAll(twice));
    expect(statements).toHaveLength(4);
    expect(await soldOf(one)).toEqual([
      { month: '2025-03', published: 40, events: 30, sold: 60 },
      { month: '2025-04', published: 20, events: 30, sold: 60 },
    ]);
    expect(await soldOf(other)).toEqual([{ month: '2025-03', published: 10, events: 5, sold: 10 }]);
  });

  it('of other contracts do not wait for one whose month is held; its own are refused when they come too late', async () => {
    const [held, other] = [noteOf({}), noteOf({})];
    await addAll([held]);
    const notes = insights.app.get(UsageNotes);
    const late = await insights.dataSource.transaction(async (transaction) => {
      await transaction.query('SELECT FROM contract_month WHERE contract_id = $1 FOR UPDATE', [held.contractId]);
      const first = notes.add({ ...held, id: randomUUID(), requestId: randomUUID() });
      const second = notes.add({ ...held, id: randomUUID(), requestId: randomUUID() });
      expect(await addAll([other])).toMatchObject([{ status: 'fulfilled' }]);
      await expect(second).rejects.toThrow('in time');
      return { first };
    });
    await late.first;
    expect(await soldOf(held)).toMatchObject([{ published: 4, events: 2 }]);
    await addAll([{ ...held, id: randomUUID(), requestId: randomUUID() }]);
    expect(await soldOf(held)).toMatchObject([{ published: 6, events: 3 }]);
  });

  it('do not suffer from one that cannot be written', async () => {
    const { contractId } = noteOf({});
    const months = ['01', '02', '03', '04', '05', '06'].map((month) => `2025-${month}`);
    const events = months.map((month) => noteOf({ contractId, month }));
    const broken = noteOf({ contractId, month: '2025-07', zoneFigures: [1, 1] });
    const results = await addAll([...events.slice(0, 3), broken, ...events.slice(3)]);
    expect(results.map(({ status }) => status === 'fulfilled')).toEqual([true, true, true, false, true, true, true]);
    expect(await soldOf(broken)).toMatchObject(months.map((month) => ({ month, published: 2, events: 6, sold: 12 })));
  });
});

describe('a rate', () => {
  it('lets so many questions through a minute, and says how long to wait', async () => {
    const buyer = await signUp({ questionsPerMinute: 5 });
    // A minute that ends in between lets five more through.
    const { answered, codes } = await askAtOnce(buyer, 16);
    expect([5, 10]).toContain(answered);
    expect(codes).toEqual(['RATE_EXCEEDED']);
    const refused = await insights.refusal(buyer.actor, QUESTION);
    expect(refused.message).toMatch(/5 questions a minute. Ask again in \d+ seconds/);
  });
});
