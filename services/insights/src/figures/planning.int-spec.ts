import { addDays } from '@passant/contracts';
import { testStack } from '@passant/testing';
import { MARKET } from '../../test/artefacts';
import { admin, Insights, partner as partnerActor } from '../../test/insights';
import { ACTION, cityOrigin, cityVisitors, FIRST, ORIGIN, plannedCity, ZONES } from '../../test/planned-city';

const stack = testStack({ postgres: true, redis: true });
let insights: Insights;
let partner: Awaited<ReturnType<Insights['signUp']>>;

beforeAll(async () => {
  insights = await Insights.start(stack);
  await insights.approvePlan(plannedCity());
  for (let day = 0; day < 49; day += 1) await insights.publish(cityVisitors(day));
  await insights.publish(cityOrigin());
  partner = await insights.signUp({ products: PRODUCTS, zoneIds: null, from: FIRST });
}, 120_000);
afterAll(() => insights.app.close());

const PRODUCTS = ['campaign', 'leaflets', 'forecast'];
type Answer = Record<string, unknown> & { readonly statuses: string[]; readonly values: (number | null)[] };
const ask = async <Of = Answer>(question: string, actor = partner.actor): Promise<Of> =>
  (await insights.ask<{ answer: Of }>(actor, `{ answer: ${question} }`)).answer;
const refusal = (question: string, actor = partner.actor) => insights.refusal(actor, `{ answer: ${question} }`);

const COLUMNS = 'values lows highs statuses modelled unit notRepresented cost { figures published minorUnits }';
const on = (from: string, to = from) => `from: "${from}", to: "${to}"`;
const CAMPAIGN = `campaign(zoneIds: ["z00"], ${on(ACTION.from, ACTION.to)}, weeksBefore: 6)`;
const LEAFLETS = `leaflets(zoneIds: ["z05"], ${on(ORIGIN)}, leaflets: 2000)`;
const MANY = Array.from({ length: 10_000 }, (_, zone) => `"q${zone}"`).join(',');
const FORECAST = `forecast(zoneIds: ["z05"], from: "${addDays(FIRST, 49)}", weeks: 7)`;

describe('a campaign', () => {
  const TOLD = `{ ${COLUMNS} ages genders verdicts smallestDetectable extraVisits extraLows extraHighs placeboZones
    placebosAsExtreme earlierChanges controlZones { id } controlWeights }`;

  it('that raised visits is detected, in all and by age and gender, with its placebo tests', async () => {
    const campaign = await ask(`${CAMPAIGN} ${TOLD}`);
    expect(campaign).toMatchObject({
      unit: 'per cent',
      modelled: true,
      ages: [null, '18-24', ...Array(7).fill(expect.anything())].slice(0, 7).concat([null, null]),
    });
    expect(campaign.values[0]!).toBeGreaterThan(35);
    expect(campaign.values[0]!).toBeLessThan(45);
    expect(campaign['verdicts']).toEqual(Array(9).fill('DETECTED_INCREASE'));
    expect((campaign['placebosAsExtreme'] as number[])[0]).toBe(0);
    // z13 is next to z12, which leaves both to be compared with the others only.
    expect((campaign['placeboZones'] as number[])[0]).toBe(13);
    expect((campaign['earlierChanges'] as number[]).length).toBeGreaterThanOrEqual(3);
    expect(campaign['controlZones']).toHaveLength(6);
    expect(campaign['controlZones']).not.toContainEqual({ id: 'z00' });
    // A week of 300 visitors a figure more or less, 21 figures, tenfold: some 40 % of what it would have been.
    expect((campaign['extraVisits'] as number[])[0]!).toBeGreaterThan(0.3 * 5 * 300 * 21 * 10);
  });

  it('that did nothing is not detected, and says what would have been', async () => {
    const campaign = await ask(`${CAMPAIGN.replace('z00', 'z07')} ${TOLD}`);
    expect((campaign['verdicts'] as string[])[0]).toBe('NOT_DETECTABLE');
    expect(Math.abs(campaign.values[0]!)).toBeLessThan(3);
    expect((campaign['smallestDetectable'] as number[])[0]!).toBeGreaterThan(0);
  });

  it('leaves neighbours out, and needs enough zones', async () => {
    const zones = (ids: readonly string[]) => ids.map((id) => `"${id}"`).join(', ');
    const among = (ids: readonly string[]) =>
      CAMPAIGN.replace('z00', 'z13').replace(/\)$/, `, candidateZoneIds: [${zones(ids)}])`);
    const refused = await refusal(`${among(ZONES.slice(5, 13))} { unit }`);
    expect(refused).toMatchObject({
      code: 'CANDIDATES_TOO_FEW',
      message: expect.stringMatching(/at least 8 .* here are 7/),
    });
    const campaign = await ask(`${among(ZONES.slice(4, 13))} ${TOLD}`);
    expect(campaign['controlZones']).not.toContainEqual({ id: 'z12' });
  });

  it('is NO_DATA where a day of it is not released', async () => {
    const campaign = await ask(
      `campaign(zoneIds: ["z00"], ${on(ACTION.to, addDays(ACTION.to, 1))}, weeksBefore: 5) ${TOLD}`,
    );
    expect(campaign.statuses).toEqual(Array(9).fill('NO_DATA'));
    expect(campaign['verdicts']).toEqual(Array(9).fill('NOT_DETECTABLE'));
  });
});

describe('leaflets', () => {
  const TOLD = `{ ${COLUMNS} homeZoneIds leaflets served shares suppressed totals { leaflets reach reachLow reachHigh share
    everywhere unknownAreas savedLeaflets savedLeafletsLow savedLeafletsHigh savedKilograms savedMinorUnits } }`;

  it('go to the home areas with most visitors for each, and say what that saves', async () => {
    const plan = await ask(`${LEAFLETS.replace(/\)$/, ', minorUnitsPerThousand: 5000)')} ${TOLD}`);
    // Residents grow with the number and visits fall: visits a leaflet are highest in z00 and z01.
    expect((plan['homeZoneIds'] as string[]).slice(0, 2)).toEqual(['z01', 'z00']);
    expect((plan['served'] as number[]).slice(0, 4)).toEqual([1, 1, expect.closeTo(500 / 1500, 9), 0]);
    expect(plan).toMatchObject({ unit: 'people a day', modelled: false, suppressed: 5 });
    expect(plan.statuses.filter((status) => status === 'SUPPRESSED')).toHaveLength(5);
    expect(plan.values.at(-1)).toBeNull();
    const totals = plan['totals'] as Record<string, number>;
    expect(totals).toMatchObject({ leaflets: 2000, everywhere: (500 * (14 * 15)) / 2 });
    expect(totals['reach']!).toBeCloseTo(10 * (1000 + 300 + 500 / 3), 6);
    expect(totals['reachLow']!).toBeLessThan(totals['reach']!);
    expect(totals['savedLeaflets']!).toBeCloseTo(totals['share']! * totals['everywhere']! - 2000, -1);
    expect(totals['savedKilograms']!).toBeCloseTo(totals['savedLeaflets']! * 0.02, 0);
    expect(totals['savedMinorUnits']!).toBeCloseTo(totals['savedLeaflets']! * 5, -2);
  });

  it('are bought by a budget, and meant for a target group where it is published', async () => {
    const all = await ask(`${LEAFLETS} ${TOLD}`);
    const budget = LEAFLETS.replace('leaflets: 2000', 'budgetMinorUnits: 10000, minorUnitsPerThousand: 5000');
    const some = await ask(`${budget.replace(/\)$/, ', ages: ["18-24"])')} ${TOLD}`);
    expect(some).toMatchObject({ modelled: true, homeZoneIds: all['homeZoneIds'], served: all['served'] });
    const [reach, part] = [all, some].map((plan) => (plan['totals'] as Record<string, number>)['reach']!);
    expect(part! / reach!).toBeCloseTo(1 / 7, 6);
    expect((some['totals'] as Record<string, number>)['savedMinorUnits']).toEqual(expect.any(Number));
  });

  it('need a print run or a budget', async () => {
    for (const given of [
      'first: 1',
      'leaflets: 1, budgetMinorUnits: 1, minorUnitsPerThousand: 1',
      'budgetMinorUnits: 1',
    ]) {
      const refused = await refusal(`${LEAFLETS.replace('leaflets: 2000', given)} { unit }`);
      expect(refused).toMatchObject({ code: 'PRINT_RUN_UNCLEAR' });
    }
  });
});

describe('a forecast', () => {
  const TOLD = `{ ${COLUMNS} zone { id } days tooLittleHistory backtest { days meanAbsolutePercentageError coverage } }`;

  it('is the mean of four same weekdays, with an interval and how it would have fared before', async () => {
    const [forecast] = await ask<Answer[]>(`${FORECAST} ${TOLD}`);
    expect(forecast).toMatchObject({
      zone: { id: 'z05' },
      modelled: true,
      unit: 'people a day',
      tooLittleHistory: false,
    });
    expect(forecast!['days']).toEqual(Array.from({ length: 7 }, (_, by) => addDays(FIRST, 49 + by)));
    const [monday, saturday] = [forecast!.values[0]!, forecast!.values[5]!];
    expect(saturday / monday).toBeGreaterThan(0.55);
    expect(saturday / monday).toBeLessThan(0.65);
    expect(forecast!['backtest']).toMatchObject({ days: 21, coverage: expect.any(Number) });
  });

  it('with too little history says so', async () => {
    const asked = `forecast(zoneIds: ["z05"], from: "${addDays(FIRST, 60)}", weeks: 6) ${TOLD}`;
    const [forecast] = await ask<Answer[]>(asked);
    expect(forecast).toMatchObject({ statuses: Array(7).fill('NO_DATA'), tooLittleHistory: true });
  });

  it('needs its history in the contract', async () => {
    const short = await insights.signUp({ products: PRODUCTS, zoneIds: null, from: addDays(FIRST, 20) });
    expect(await refusal(`${FORECAST} { unit }`, short.actor)).toMatchObject({ code: 'ENTITLEMENT_MISSING' });
  });
});

const QUESTIONS: [string, string, number][] = [
  ['campaign', CAMPAIGN, 7],
  ['leaflets', LEAFLETS, 7],
  ['forecast', FORECAST, 6],
];

describe('every question about what to do', () => {
  it.each(QUESTIONS)('takes as many statements whatever is asked: %s', async (_, question, statements) => {
    await ask<unknown>(`${question} { unit }`);
    expect(await insights.countStatements(() => ask<unknown>(`${question} { unit }`))).toHaveLength(statements);
  });

  it.each(QUESTIONS)('is judged and metered as others, and estimated for nothing: %s', async (product, question) => {
    const without = await insights.signUp({ products: PRODUCTS.filter((one) => one !== product), zoneIds: null });
    expect(await refusal(`${question} { unit }`, without.actor)).toMatchObject({ code: 'ENTITLEMENT_MISSING' });
    const buyer = await insights.signUp({ products: [product], zoneIds: null, price: 100 });
    const COST = '{ cost { published minorUnits } }';
    const costOf = async (asked: string) =>
      [await ask<Costly | Costly[]>(`${asked} ${COST}`, buyer.actor)].flat()[0]!.cost;
    const estimate = await costOf(question.replace(/\)$/, ', estimate: true)'));
    const query = 'query ($id: ID) { usage(contractId: $id) { product published costMinorUnits } }';
    const usage = () => insights.ask<{ usage: unknown[] }>(admin, query, { id: buyer.contractId });
    expect(await usage()).toEqual({ usage: [] });
    const { published, minorUnits } = await costOf(question);
    expect(minorUnits).toBeLessThanOrEqual(estimate.minorUnits);
    expect(await usage()).toEqual({ usage: [{ product, published, costMinorUnits: minorUnits }] });
  });

  it.each([
    ['a reversed campaign', `campaign(zoneIds: ["z00"], ${on(ACTION.to, ACTION.from)}) { unit }`, 'PERIOD_REVERSED'],
    ['an endless one', `campaign(zoneIds: ["z00"], ${on(FIRST, '2099-12-31')}) { unit }`, 'QUESTION_TOO_LARGE'],
    ['a campaign nowhere', `campaign(zoneIds: ["atlantis"], ${on(ACTION.from)}) { unit }`, 'ZONE_UNKNOWN'],
    [
      'leaflets of a century',
      `leaflets(zoneIds: ["z00"], ${on('2000-01-01', '2099-12-31')}, leaflets: 1) { unit }`,
      'QUESTION_TOO_LARGE',
    ],
    ['leaflets for less than nobody', `${LEAFLETS.replace('2000', '-5')} { unit }`, 'INPUT_INVALID'],
    ['a forecast from a year of weeks', `${FORECAST.replace('weeks: 7', 'weeks: 52')} { unit }`, 'INPUT_INVALID'],
    ['10,000 zones', `forecast(zoneIds: [${MANY}], from: "${FIRST}") { unit }`, 'QUESTION_TOO_LARGE'],
    ['a campaign in 10,000', `${CAMPAIGN.replace('"z00"', MANY)} { unit }`, 'QUESTION_TOO_LARGE'],
    ['leaflets for 10,000', `${LEAFLETS.replace('"z05"', MANY)} { unit }`, 'ZONE_UNKNOWN'],
  ])('is refused for %s', async (_, question, code) => {
    const anything = await insights.signUp({ products: PRODUCTS, zoneIds: null, from: '1990-01-01' });
    expect(await refusal(question, anything.actor)).toMatchObject({ code });
  });
});

interface Costly {
  readonly cost: { readonly published: number; readonly minorUnits: number };
}

interface Breakdown {
  readonly days: (string | null)[];
  readonly products: (string | null)[];
  readonly zoneIds: (string | null)[];
  readonly published: number[];
  readonly costMinorUnits: number[];
  readonly questions: number[];
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
}

describe('usage', () => {
  const BREAKDOWN = `query ($id: ID!, $by: [UsageDimension!]!, $from: String!, $to: String!, $first: Int!, $after: String) {
    usageBreakdown(contractId: $id, by: $by, from: $from, to: $to, first: $first, after: $after) {
      days products zoneIds published costMinorUnits questions currencies endCursor hasNextPage } }`;
  const ALWAYS = { from: '2020-01-01', to: '2099-12-31', first: 100 };
  const broken = async (actor: typeof admin, variables: Record<string, unknown>) =>
    (await insights.ask<{ usageBreakdown: Breakdown }>(actor, BREAKDOWN, { ...ALWAYS, ...variables })).usageBreakdown;
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

  it('is told apart by day, product and zone, to staff and to the partner whose contract it is; the sums are the bill', async () => {
    const buyer = await insights.signUp({ products: [...PRODUCTS, 'visitors'], zoneIds: null, price: 3 });
    const id = buyer.contractId;
    const days = `${on(FIRST, addDays(FIRST, 2))}, grain: DAY`;
    await ask(`visitors(zoneIds: ["z01", "z02"], ${days}) { unit }`, buyer.actor);
    await ask(`visitors(zoneIds: ["z02"], ${days}) { unit }`, buyer.actor);
    await ask(`visitors(zoneIds: ["z01", "z02"], ${days}, together: true) { unit }`, buyer.actor);
    await ask(`${FORECAST} { unit }`, buyer.actor);
    const all = await broken(buyer.actor, { id, by: ['DAY', 'PRODUCT', 'ZONE'] });
    expect(all).toEqual(await broken(admin, { id, by: ['DAY', 'PRODUCT', 'ZONE'] }));
    expect(all).toMatchObject({
      ...{ products: ['forecast', 'visitors', 'visitors', 'visitors'], zoneIds: ['z05', null, 'z01', 'z02'] },
      ...{ published: [7, 3, 3, 6], costMinorUnits: [21, 9, 9, 18], questions: [1, 1, 1, 2], hasNextPage: false },
    });
    expect(new Set(all.days).size).toBe(1);
    const whole = await broken(admin, { id, by: [] });
    expect(whole).toMatchObject({ published: [19], costMinorUnits: [57], questions: [4], days: [null] });
    const { usageMonths } = await insights.ask<{ usageMonths: { costMinorUnits: number }[] }>(
      admin,
      'query ($id: ID!) { usageMonths(contractId: $id) { costMinorUnits } }',
      { id },
    );
    expect(sum(usageMonths.map(({ costMinorUnits }) => costMinorUnits))).toBe(57);
    const pages: number[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const page: Breakdown = await broken(admin, { id, by: ['PRODUCT', 'ZONE'], first: 1, after });
      pages.push(...page.published);
      [after, more] = [page.endCursor, page.hasNextPage];
    }
    expect(pages).toEqual([7, 3, 3, 6]);
  });

  it('of others, of nobody and of a reversed time is not told', async () => {
    const variables = { id: partner.contractId, by: [], ...ALWAYS };
    const other = await insights.signUp({ products: PRODUCTS, zoneIds: null });
    expect(await insights.refusal(other.actor, BREAKDOWN, variables)).toMatchObject({ code: 'CONTRACT_UNKNOWN' });
    const nobody = partnerActor('00000000-0000-4000-8000-000000000000');
    expect(await insights.refusal(nobody, BREAKDOWN, variables)).toMatchObject({ code: 'CREDENTIALS_REVOKED' });
    const reversed = { ...variables, from: '2025-02-01', to: '2025-01-01' };
    expect(await insights.refusal(admin, BREAKDOWN, reversed)).toMatchObject({ code: 'PERIOD_REVERSED' });
    expect(await insights.refusal(admin, BREAKDOWN, { ...variables, after: 'x' })).toMatchObject({
      code: 'INPUT_INVALID',
    });
  });

  it('is of local days of the market: an answer just after midnight there belongs to the new day', async () => {
    const buyer = await insights.signUp({ products: PRODUCTS, zoneIds: null });
    await insights.dataSource.query(
      `INSERT INTO usage_event (id, request_id, question_sha256, client_id, contract_id, contract_version_id, product, grain,
         figures, published, suppressed, no_data, cost_minor_units, currency, answered_at, zone_ids, zone_figures)
       SELECT gen_random_uuid(), gen_random_uuid(), 'x', $1, $2, gen_random_uuid(), 'forecast', 'DAY', 7, 7, 0, 0, 14, 'EUR',
         instant::timestamptz, NULL, NULL FROM unnest(ARRAY['2025-03-29T22:59:59Z', '2025-03-29T23:00:00Z', '2025-03-30T21:59:59Z',
           '2025-03-30T22:00:00Z', '2025-03-31T22:00:00Z']) AS given (instant)`,
      [buyer.clientId, buyer.contractId],
    );
    const days = await broken(admin, { id: buyer.contractId, by: ['DAY'], from: '2025-03-29', to: '2025-03-31' });
    expect(days).toMatchObject({ days: ['2025-03-29', '2025-03-30', '2025-03-31'], published: [7, 14, 7] });
    expect(MARKET).toBe('leipzig');
  });
});
