import { randomUUID } from 'node:crypto';
import {
  addDays,
  type FlowPair,
  type Day,
  FREQUENCY_BINS,
  type Month,
  type ReleaseArtefact,
  type ZoneId,
  type ZonePlanId,
} from '@passant/contracts';
import { testStack } from '@passant/testing';
import {
  DAY,
  dwellArtefact,
  flowsArtefact,
  frequencyArtefact,
  MONTH,
  originArtefact,
  presenceArtefact,
  REGIONS,
  visitorsArtefact,
  zonePlan,
} from '../../test/artefacts';
import { admin, approver, Insights, operator } from '../../test/insights';

const stack = testStack({ postgres: true, redis: true });
let insights: Insights;
type Partner = Awaited<ReturnType<Insights['signUp']>>;
let partner: Partner;

const PRODUCTS = [
  ...['presence', 'visitors', 'dwell', 'origin', 'affinity', 'flows', 'frequency'],
  ...['campaign', 'leaflets', 'forecast'],
];
const NEXT = addDays(DAY, 1);
/** Released between regions. */
const REGIONAL = addDays(DAY, 2);
/** Released by pairs of near zones, and of regions beyond. */
const PAIRED = addDays(DAY, 3);
const PAIRS = [
  ...['centre/centre', 'centre/north', 'north/centre', 'north/north', 'P-station/centre'],
  ...['R-centre/R-north', 'R-north/R-centre', 'R-north/R-north'],
] as FlowPair[];
const PEOPLE: Record<string, number> = { centre: 2000, north: 500 };
const bothDays = <Artefact>(make: (period: Day) => Artefact): Artefact[] => [make(DAY), make(NEXT)];

beforeAll(async () => {
  insights = await Insights.start(stack);
  await insights.approvePlan(zonePlan());
  const artefacts: ReleaseArtefact[] = [
    ...bothDays((period) => presenceArtefact({ period })),
    ...bothDays((period) => visitorsArtefact({ period, factorOf: (name) => (name.startsWith('18-24') ? 20 : 10) })),
    ...bothDays((period) => dwellArtefact({ period })),
    ...bothDays((period) => originArtefact({ period })),
    ...bothDays((period) => flowsArtefact({ period, noisy: (zone, column) => (PEOPLE[zone] ?? 0) - column })),
    flowsArtefact({ period: REGIONAL, zones: REGIONS }),
    flowsArtefact({ period: PAIRED, zones: PAIRS, noisy: (pair) => (pair === 'north/north' ? 0 : 500) }),
    frequencyArtefact(),
    visitorsArtefact({ purpose: 'public-planning' }),
  ];
  for (const artefact of artefacts) await insights.publish(artefact);
  partner = await insights.signUp({ products: PRODUCTS });
}, 60_000);
afterAll(() => insights.app.close());

type Answer = Record<string, unknown> & {
  readonly values: (number | null)[];
  readonly statuses: string[];
  readonly unit: string;
};
const ask = async <Of = Answer[]>(question: string, actor = partner.actor): Promise<Of> =>
  (await insights.ask<{ answer: Of }>(actor, `{ answer: ${question} }`)).answer;
const refusal = (question: string, actor = partner.actor) => insights.refusal(actor, `{ answer: ${question} }`);

const COLUMNS = 'values lows highs statuses modelled unit releaseIds methodVersion notRepresented';
const on = (from: string, to = from) => `from: "${from}", to: "${to}"`;
const CENTRE = 'zoneIds: ["centre"]';
const ZONES = 'zoneIds: ["centre", "north", "P-station", "hills"]';
const isWithin = ({ values, lows, highs }: Record<string, (number | null)[]>) =>
  values!.every((value, index) => value === null || (lows![index]! <= value && value <= highs![index]!));

describe('visitors by age and gender', () => {
  it('are the fitted block, with the factors of its figures, what is wrong beside it and who is not in it', async () => {
    const [series] = await ask(
      `visitors(${CENTRE}, ${on(DAY)}, grain: DAY, ages: ["18-24", "25-34"], genders: ["female"]) {
        zone { id } starts ${COLUMNS} locationError { median p90 } }`,
    );
    expect(series).toMatchObject({
      ...{ zone: { id: 'centre' }, unit: 'people a day', modelled: false, statuses: ['PUBLISHED'] },
      ...{ locationError: { median: 0.04, p90: 0.11 }, notRepresented: ['under-18', 'visitors-from-abroad'] },
    });
    expect(series!.values[0]).toBeCloseTo(20 * 1000 + 10 * 1000);
    expect(isWithin(series as never)).toBe(true);
  });

  it('of those who gave no age speak of the panel', async () => {
    const [series] = await ask(`visitors(${CENTRE}, ${on(DAY)}, grain: DAY, ages: ["not-given"]) { ${COLUMNS} }`);
    expect(series).toMatchObject({ unit: 'people a day, panel only', values: [3000] });
    expect(series!['notRepresented']).toContain('without-consent');
  });

  it('of several zones together are visits, and NO_DATA where one of them has none', async () => {
    const question = (zones: string) => `visitors(zoneIds: [${zones}], ${on(DAY)}, grain: DAY, together: true)`;
    const [both] = await ask(`${question('"centre", "north"')} { zone { id } ${COLUMNS} }`);
    expect(both).toMatchObject({ zone: null, unit: 'visits', statuses: ['PUBLISHED'] });
    expect(both!.values[0]).toBeCloseTo(10 * 21 * (1000 + 250));
    const [missing] = await ask(`${question('"centre", "hills"')} { zone { id } ${COLUMNS} }`);
    expect(missing).toMatchObject({ statuses: ['NO_DATA'], values: [null] });
  });

  it('are sold for planning from releases for planning', async () => {
    const planner = await insights.signUp({ products: ['visitors'], purpose: 'public-planning' });
    const [series] = await ask(`visitors(${CENTRE}, ${on(DAY, NEXT)}, grain: DAY) { statuses }`, planner.actor);
    expect(series!.statuses).toEqual(['PUBLISHED', 'NO_DATA']);
  });

  it('shape presence, which is then modelled', async () => {
    const [series] = await ask(`presence(${CENTRE}, ${on(DAY)}, grain: DAY, genders: ["male"]) { ${COLUMNS} }`);
    expect(series).toMatchObject({ modelled: true, unit: 'people', statuses: ['PUBLISHED'] });
    const [whole] = await ask(`presence(${CENTRE}, ${on(DAY)}, grain: DAY) { ${COLUMNS} }`);
    expect(series!.values[0]! / whole!.values[0]!).toBeCloseTo(1 / 3, 6);
  });
});

describe('dwell and frequency', () => {
  it('tell how long visitors stay, a series a bin', async () => {
    const all = await ask(`dwell(${ZONES}, ${on(DAY)}, grain: DAY) { zone { id } bin ${COLUMNS} }`);
    expect(all).toHaveLength(4 * 6);
    expect(all[0]).toMatchObject({ zone: { id: 'centre' }, bin: '15-30min', values: [20_000], unit: 'people a day' });
    expect(all.at(-1)).toMatchObject({ zone: { id: 'hills' }, bin: '8-24h', statuses: ['NO_DATA'] });
    const some = await ask(`dwell(${CENTRE}, ${on(DAY)}, grain: DAY, bins: ["2-4h"]) { bin statuses }`);
    expect(some).toEqual([{ bin: '2-4h', statuses: ['PUBLISHED'] }]);
  });

  it('tell on how many days of a month people come, with shares', async () => {
    const shares = 'shares shareLows shareHighs';
    const series = await ask(`frequency(${CENTRE}, ${on(DAY)}) { bin starts ${COLUMNS} ${shares} }`);
    expect(series.map(({ bin }) => bin)).toEqual(FREQUENCY_BINS);
    expect(series[0]).toMatchObject({ starts: ['2025-02-28T23:00:00.000Z'], unit: 'people a month', values: [20_000] });
    const found = series.map((one) => (one['shares'] as number[])[0]!);
    expect(found.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(found[0]).toBeCloseTo(2000 / (2000 + 1000 + 2000 / 3 + 500), 9);
    const months = await ask(`frequency(${CENTRE}, ${on('2025-02-01', DAY)}) { statuses shares }`);
    expect(months[0]).toMatchObject({ statuses: ['NO_DATA', 'PUBLISHED'], shares: [null, expect.any(Number)] });
  });
});

describe('origin', () => {
  it('names home areas with shares and distance, those with most visits first', async () => {
    const [catchment] = await ask(
      `origin(${CENTRE}, ${on(DAY, NEXT)}, grain: DAY, first: 2) {
        zone { id } start homeZoneIds homeZoneNames distancesKm suppressed shares shareLows shareHighs ${COLUMNS} }`,
    );
    expect(catchment).toMatchObject({
      ...{ homeZoneIds: ['centre', 'north'], homeZoneNames: ['Zone centre', 'Zone north'], suppressed: 0 },
      ...{ values: [20_000, 10_000], unit: 'people a day' },
    });
    const [near, far] = catchment!['distancesKm'] as number[];
    expect(near).toBe(0);
    expect(far).toBeCloseTo(1.11, 2);
  });

  it('is one answer a zone and period', async () => {
    const answers = await ask(`origin(${ZONES}, ${on(DAY, NEXT)}, grain: DAY) { zone { id } homeZoneIds statuses }`);
    expect(answers).toHaveLength(8);
    expect(answers.at(-1)).toEqual({ zone: { id: 'hills' }, homeZoneIds: [], statuses: [] });
  });
});

interface Flows {
  readonly fromZoneIds: string[];
  readonly toZoneIds: string[];
  readonly dayParts: (string | null)[];
  readonly values: number[];
  readonly suppressed: number;
  readonly noData: number;
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
}
const FLOWS = 'fromZoneIds toZoneIds dayParts values lows highs unit suppressed noData endCursor hasNextPage';

describe('flows', () => {
  it('come in pages, largest first, each once', async () => {
    const all = await ask<Flows>(`flows(${on(DAY)}, grain: DAY) { ${FLOWS} }`);
    expect(all.values[0]).toBeCloseTo(20_000);
    expect(all).toMatchObject({ hasNextPage: false, unit: 'trips' });
    expect([...all.values].sort((one, other) => other - one)).toEqual(all.values);
    const paged: number[] = [];
    let after = '';
    for (let page: Flows | null = null; page === null || page.hasNextPage;) {
      page = await ask<Flows>(`flows(${on(DAY)}, grain: DAY, first: 7${after}) { ${FLOWS} }`);
      paged.push(...page.values);
      after = `, after: "${page.endCursor}"`;
    }
    expect(paged).toEqual(all.values);
  });

  it('are each on one page, though a release comes between two pages and goes again', async () => {
    const [early, late] = [addDays(DAY, 40), addDays(DAY, 41)];
    const release = (period: Day) => flowsArtefact({ period, noisy: (zone, column) => (PEOPLE[zone] ?? 0) - column });
    await insights.publish(release(early));
    const fields = 'fromZoneIds toZoneIds starts dayParts endCursor hasNextPage';
    type Page = Flows & { readonly starts: string[] };
    const turn = (after: string) => ask<Page>(`flows(${on(early, late)}, grain: DAY, first: 7${after}) { ${fields} }`);
    const namesOf = (page: Page): string[] =>
      page.fromZoneIds.map((from, row) => [page.starts[row], from, page.toZoneIds[row], page.dayParts[row]].join(' '));
    const whole = namesOf(await ask<Page>(`flows(${on(early)}, grain: DAY) { ${fields} }`));
    expect(whole.length).toBeGreaterThan(21);

    let page = await turn('');
    const listed = namesOf(page);
    const another = release(late);
    for (let number = 2; page.hasNextPage; number += 1) {
      if (number === 2) await insights.publish(another);
      if (number === 4) await insights.withdraw(another.releaseId);
      page = await turn(`, after: "${page.endCursor}"`);
      listed.push(...namesOf(page));
    }
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed.filter((name) => whole.includes(name))).toEqual(whole);
    expect(listed.length).toBeGreaterThan(whole.length);
  });

  it('are asked from some zones to others, part by part or together', async () => {
    const question = `flows(fromZoneIds: ["north"], toZoneIds: ["centre"], ${on(DAY)}, grain: DAY`;
    const parts = await ask<Flows>(`${question}) { ${FLOWS} }`);
    expect(new Set(parts.fromZoneIds)).toEqual(new Set(['north']));
    expect(parts.dayParts).toHaveLength(6);
    const whole = await ask<Flows>(`${question}, byDayPart: false) { ${FLOWS} }`);
    expect(whole).toMatchObject({ toZoneIds: ['centre'], dayParts: [null] });
    expect(whole.values[0]).toBeCloseTo(
      parts.values.reduce((sum, value) => sum + value, 0),
      6,
    );
  });

  it('between regions are told to who may see all of their zones', async () => {
    const question = `flows(${on(REGIONAL)}, grain: DAY) { ${FLOWS} }`;
    const all = await ask<Flows>(question);
    expect(new Set(all.fromZoneIds)).toEqual(new Set(REGIONS));
    const narrow = await insights.signUp({ products: ['flows'], zoneIds: ['centre', 'north'] });
    const some = await ask<Flows>(question, narrow.actor);
    expect(new Set([...some.fromZoneIds, ...some.toZoneIds])).toEqual(new Set(['R-north']));
  });

  it('over 50 km are told between regions, to who may see all of their zones, and the answer says so', async () => {
    const question = `flows(${on(PAIRED)}, grain: DAY, byDayPart: false) { ends ${FLOWS} }`;
    const namesOf = ({ fromZoneIds, toZoneIds }: Flows) =>
      fromZoneIds.map((from, row) => `${from}/${toZoneIds[row]}`).sort();
    const all = await ask<Flows & { ends: string }>(question);
    expect(all).toMatchObject({ ends: 'zones-and-far-regions', suppressed: 1, noData: 0 });
    expect(namesOf(all)).toEqual(PAIRS.filter((pair) => pair !== 'north/north').sort());
    const narrow = await insights.signUp({ products: ['flows'], zoneIds: ['centre', 'north'] });
    const some = await ask<Flows>(question, narrow.actor);
    // The station lies in `R-centre` too, and is not theirs.
    expect(namesOf(some)).toEqual(['R-north/R-north', 'centre/centre', 'centre/north', 'north/centre']);
    const [one, other] = ['fromZoneIds: ["centre", "P-station"]', 'toZoneIds: ["north", "hills"]'];
    const between = await ask<Flows>(question.replace('grain', `${one}, ${other}, grain`));
    expect(namesOf(between)).toEqual(['R-centre/R-north', 'centre/north']);
    expect(await ask<Flows>(`flows(${on(DAY)}, grain: DAY) { ends }`)).toEqual({ ends: 'zones' });
    expect(await ask<Flows>(`flows(${on(REGIONAL)}, grain: DAY) { ends }`)).toEqual({ ends: 'regions' });
  });

  it('over 50 km are estimated at no less than they cost', async () => {
    const COST = '{ cost { isEstimate published } }';
    const flows = `flows(${on(PAIRED)}, grain: DAY`;
    type Priced = { readonly cost: { readonly isEstimate: boolean; readonly published: number } };
    const { cost: most } = await ask<Priced>(`${flows}, estimate: true) ${COST}`);
    const { cost } = await ask<Priced>(`${flows}) ${COST}`);
    expect(most.isEstimate).toBe(true);
    expect(cost.published).toBe(7 * 6);
    expect(most.published).toBeGreaterThanOrEqual(cost.published);
  });

  it.each([
    ['a region', 'fromZoneIds: ["R-north"]', 'ENTITLEMENT_MISSING'],
    ['a zone that is not theirs', 'toZoneIds: ["P-station"]', 'ENTITLEMENT_MISSING'],
    ['a pair', 'fromZoneIds: ["centre/north"]', 'INPUT_INVALID'],
  ])('by pairs are refused to who names %s', async (_, named, code) => {
    const narrow = await insights.signUp({ products: ['flows'], zoneIds: ['centre', 'north'] });
    const question = `flows(${on(PAIRED)}, grain: DAY, ${named}) { unit }`;
    expect(await refusal(question, narrow.actor)).toMatchObject({ code });
  });

  it('are not told about zones outside the contract, whichever end', async () => {
    const narrow = await insights.signUp({ products: ['flows'], zoneIds: ['centre'] });
    for (const end of ['fromZoneIds', 'toZoneIds']) {
      const refused = await refusal(`flows(${end}: ["north"], ${on(DAY)}, grain: DAY) { unit }`, narrow.actor);
      expect(refused).toMatchObject({ code: 'ENTITLEMENT_MISSING', message: expect.stringMatching(/zone north/) });
    }
    const own = await ask<Flows>(`flows(${on(DAY)}, grain: DAY) { ${FLOWS} }`, narrow.actor);
    expect(new Set([...own.fromZoneIds, ...own.toZoneIds])).toEqual(new Set(['centre']));
  });

  it('bill what a page lists, and what is suppressed once', async () => {
    const buyer = await insights.signUp({ products: ['flows'], price: 5 });
    const question = `flows(${on(DAY)}, grain: DAY, first: 10`;
    const first = await ask<Flows>(`${question}) { ${FLOWS} }`, buyer.actor);
    await ask<Flows>(`${question}, after: "${first.endCursor}") { ${FLOWS} }`, buyer.actor);
    const query = 'query ($id: ID) { usage(contractId: $id) { published suppressed costMinorUnits } }';
    const { usage } = await insights.ask<{ usage: unknown[] }>(admin, query, { id: buyer.contractId });
    expect(usage).toEqual([
      { published: 10, suppressed: 0, costMinorUnits: 50 },
      { published: 10, suppressed: first.suppressed, costMinorUnits: 50 },
    ]);
    expect(first.suppressed).toBeGreaterThan(0);
  });
});

describe('figures beside each other', () => {
  it('tell which kinds of visitors like a zone', async () => {
    const [affinity] = await ask(`affinity(${CENTRE}, ${on(DAY, NEXT)}, of: AGE) { ages genders ${COLUMNS} }`);
    expect(affinity).toMatchObject({ unit: 'index', genders: Array(6).fill(null) });
    for (const value of affinity!.values) expect(value).toBeCloseTo(1, 6);
  });

  it('rank the zones of a contract', async () => {
    const rank = await ask<Answer>(
      `rank(product: "visitors", ${on(DAY, NEXT)}, first: 3) { zones { id } ranks ${COLUMNS} }`,
    );
    expect(rank).toMatchObject({ zones: [{ id: 'centre' }, { id: 'north' }, { id: 'P-station' }], unit: 'visits' });
    expect(rank).toMatchObject({ ranks: [1, 2, null], statuses: ['PUBLISHED', 'PUBLISHED', 'SUPPRESSED'] });
  });

  it('compare like with like, and nothing else', async () => {
    const question = (against: string) =>
      `comparison(product: "visitors", ${CENTRE}, ${on(DAY)}, against: "${against}") { ${COLUMNS} }`;
    const later = addDays(DAY, 7);
    await insights.publish(visitorsArtefact({ period: later, noisy: (zone) => (PEOPLE[zone] ?? 0) / 4 }));
    const compared = await ask<Answer>(question(later));
    expect(compared).toMatchObject({ unit: 'ratio', statuses: ['PUBLISHED'], values: [2] });
    expect(await refusal(question(NEXT))).toMatchObject({ code: 'PERIODS_NOT_ALIKE' });
    const any = question(addDays(DAY, 1)).replace('against:', `againstTo: "${later}", against:`);
    expect(await ask<Answer>(any)).toMatchObject({ statuses: ['PUBLISHED'], values: [2] });
    await insights.publish(visitorsArtefact({ period: addDays(DAY, 8), noisy: (zone) => PEOPLE[zone] ?? 0 }));
    const sunday = `comparison(product: "visitors", ${CENTRE}, ${on(NEXT)}, against: "${addDays(DAY, 8)}", againstTo: "${addDays(DAY, 8)}")`;
    expect(await ask<Answer>(`${sunday} { values }`)).toEqual({ values: [0.5] });
    const reversed = question(later).replace('against:', `againstTo: "${DAY}", against:`);
    expect(await refusal(reversed)).toMatchObject({ code: 'PERIOD_REVERSED' });
    const presence = `comparison(product: "presence", ${CENTRE}, ${on(DAY)}, against: "${later}", ages: ["65+"]) { unit }`;
    expect(await refusal(presence)).toMatchObject({ code: 'PROFILE_NOT_AVAILABLE' });
    const short = await insights.signUp({ products: ['visitors'], to: NEXT });
    expect(await refusal(question(later), short.actor)).toMatchObject({ code: 'ENTITLEMENT_MISSING' });
  });
});

interface Costly {
  readonly cost: { readonly figures: number; readonly minorUnits: number };
}

const QUESTIONS: [string, string, number][] = [
  ['presence', `presence(${ZONES}, ${on(DAY, NEXT)}, grain: HOUR) { values }`, 6],
  ['presence', `presence(${ZONES}, ${on(DAY, NEXT)}, grain: HOUR, ages: ["65+"]) { values }`, 6],
  ['visitors', `visitors(${ZONES}, ${on(DAY, NEXT)}, grain: DAY, ages: ["65+"], genders: ["male"]) { values }`, 6],
  ['visitors', `visitors(${ZONES}, ${on(DAY, NEXT)}, grain: DAY, together: true) { values }`, 6],
  ['visitors', `rank(product: "visitors", ${on(DAY, NEXT)}) { values }`, 6],
  ['visitors', `comparison(product: "visitors", ${CENTRE}, ${on(DAY)}, against: "${addDays(DAY, 7)}") { values }`, 6],
  ['dwell', `dwell(${ZONES}, ${on(DAY, NEXT)}, grain: DAY) { values }`, 6],
  ['origin', `origin(${ZONES}, ${on(DAY, NEXT)}, grain: DAY) { values }`, 7],
  ['affinity', `affinity(${CENTRE}, ${on(DAY, NEXT)}) { values }`, 6],
  ['flows', `flows(${on(DAY, NEXT)}, grain: DAY) { values }`, 8],
  ['frequency', `frequency(${CENTRE}, ${on(DAY)}) { values }`, 6],
];

describe('every product', () => {
  it.each(QUESTIONS)('is refused without it in the contract: %s', async (product, question) => {
    const others = PRODUCTS.filter((one) => one !== product);
    const without = await insights.signUp({ products: others });
    const refused = await refusal(question, without.actor);
    expect(refused).toMatchObject({ code: 'ENTITLEMENT_MISSING' });
    expect(refused.message).toContain(`product ${product}`);
  });

  it.each(QUESTIONS)('takes as many statements whatever is asked: %s', async (_, question, statements) => {
    await ask<unknown>(question); // so that nothing is used for the first time
    const counted = await insights.countStatements(() => ask<unknown>(question));
    expect(counted).toHaveLength(statements);
  });

  it.each(QUESTIONS.map(([product, question]) => [product, question.split(/[{]/)[0]!.trim()]))(
    'is one usage event, and tells consent of the first use: %s',
    async (product, question) => {
      const buyer = await insights.signUp({ products: [product], price: 1, kindOfBuyer: 'other' });
      await ask<unknown>(`${question} { unit }`, buyer.actor);
      const query = 'query ($id: ID) { usage(contractId: $id) { product figures published suppressed noData } }';
      const { usage } = await insights.ask<{ usage: Record<string, number>[] }>(admin, query, { id: buyer.contractId });
      expect(usage).toHaveLength(1);
      const { figures, published, suppressed, noData } = usage[0]!;
      expect(usage[0]).toMatchObject({ product });
      expect(published! + suppressed! + noData!).toBe(figures);
      if (published === 0) return;
      const used: { payload: { kindOfBuyer: string } }[] = await insights.dataSource.query(
        `SELECT payload FROM outbox WHERE job = 'release.used' AND payload ->> 'kindOfBuyer' = 'other'`,
      );
      expect(used.length).toBeGreaterThan(0);
    },
  );

  it.each(QUESTIONS)(
    'costs at most what was estimated, and an estimate is judged alike and not noted: %s',
    async (product, question) => {
      const COST = '{ cost { isEstimate figures published minorUnits currency quotaLeft } }';
      const buyer = await insights.signUp({ products: [product], price: 7, figuresPerMonth: 100_000 });
      const asked = question.split(/[{]/)[0]!.trim();
      const total = async (how: string) => {
        const answer = await ask<Costly | Costly[]>(`${asked.replace(/\)$/, how)} ${COST}`, buyer.actor);
        const costs = [answer].flat().map(({ cost }) => cost);
        const add = (pick: (cost: Costly['cost']) => number) => costs.reduce((sum, cost) => sum + pick(cost), 0);
        return { figures: add((cost) => cost.figures), units: add((cost) => cost.minorUnits), cost: costs[0] };
      };
      const estimate = await total(', estimate: true)');
      expect(estimate.cost).toMatchObject({ isEstimate: true, currency: 'EUR', quotaLeft: 100_000 });
      const query = 'query ($id: ID) { usage(contractId: $id) { figures costMinorUnits } }';
      const usage = () => insights.ask<{ usage: unknown[] }>(admin, query, { id: buyer.contractId });
      expect(await usage()).toEqual({ usage: [] });
      const answer = await total(')');
      expect(answer.cost).toMatchObject({ isEstimate: false, quotaLeft: null });
      expect(answer.units).toBeLessThanOrEqual(estimate.units);
      expect(await usage()).toEqual({ usage: [{ figures: answer.figures, costMinorUnits: answer.units }] });
      const without = await insights.signUp({ products: PRODUCTS.filter((one) => one !== product) });
      const refused = await refusal(`${asked.replace(/\)$/, ', estimate: true)')} { unit }`, without.actor);
      expect(refused).toMatchObject({ code: 'ENTITLEMENT_MISSING' });
    },
  );

  it.each(QUESTIONS)(
    'is a dry run for staff: what it would cost the buyer of a contract, or why it is refused, and no figure: %s',
    async (product, question) => {
      const buyer = await insights.signUp({ products: [product], price: 7, figuresPerMonth: 100_000 });
      const asked = question.split(/[{]/)[0]!.trim();
      const how = (contractId: string, rest = ', estimate: true') =>
        asked.replace(/\)$/, `, contractId: "${contractId}"${rest})`);
      const WHOLE = '{ cost { isEstimate figures published minorUnits currency quotaLeft } marks releaseIds values }';
      const told = await ask(`${how(buyer.contractId)} ${WHOLE}`, admin);
      expect(told).toEqual(await ask(`${how(buyer.contractId)} ${WHOLE}`, buyer.actor));
      for (const { values } of [told].flat() as { values: unknown[] }[]) expect(values).toEqual([]);
      const query = 'query ($id: ID) { usage(contractId: $id) { figures } }';
      expect(await insights.ask(admin, query, { id: buyer.contractId })).toEqual({ usage: [] });
      const without = await insights.signUp({ products: PRODUCTS.filter((one) => one !== product) });
      expect(await refusal(`${how(without.contractId)} { unit }`, approver)).toMatchObject({
        code: 'ENTITLEMENT_MISSING',
      });
      expect(await refusal(`${how(buyer.contractId, '')} { unit }`, admin)).toMatchObject({ code: 'FORBIDDEN' });
      const unnamed = asked.replace(/\)$/, ', estimate: true)');
      expect(await refusal(`${unnamed} { unit }`, admin)).toMatchObject({ code: 'INPUT_INVALID' });
      expect(await refusal(`${how(buyer.contractId)} { unit }`, operator)).toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  it.each([
    ['dwell by the hour', `dwell(${CENTRE}, ${on(DAY)}, grain: HOUR) { unit }`, 'GRAIN_NOT_AVAILABLE'],
    ['flows by the hour', `flows(${on(DAY)}, grain: HOUR) { unit }`, 'GRAIN_NOT_AVAILABLE'],
    ['a page of a million', `flows(${on(DAY)}, grain: DAY, first: 1000000) { unit }`, 'INPUT_INVALID'],
    ['a cursor of its own making', `flows(${on(DAY)}, grain: DAY, after: "bm9uc2Vuc2U") { unit }`, 'INPUT_INVALID'],
    [
      'an age that is no band',
      `visitors(${CENTRE}, ${on(DAY)}, grain: DAY, ages: ["12-17"]) { unit }`,
      'INPUT_INVALID',
    ],
    ['a bin that is none', `dwell(${CENTRE}, ${on(DAY)}, grain: DAY, bins: ["3h"]) { unit }`, 'INPUT_INVALID'],
    [
      'a century of origins',
      `origin(${CENTRE}, ${on('2000-01-01', '2099-12-31')}, grain: DAY) { unit }`,
      'QUESTION_TOO_LARGE',
    ],
    ['a reversed rank', `rank(product: "visitors", ${on(NEXT, DAY)}) { unit }`, 'PERIOD_REVERSED'],
    ['the rank of dwell', `rank(product: "dwell", ${on(DAY)}) { unit }`, 'INPUT_INVALID'],
    ['flows from nowhere', `flows(fromZoneIds: ["atlantis"], ${on(DAY)}, grain: DAY) { unit }`, 'ENTITLEMENT_MISSING'],
  ])('is refused for %s', async (_, question, code) => {
    expect(await refusal(question)).toMatchObject({ code });
  });

  it.each([
    ['rank', (zones: string) => `rank(product: "visitors", zoneIds: ${zones}, ${on(DAY)}) { unit }`],
    ['origin', (zones: string) => `origin(zoneIds: ${zones}, ${on(DAY)}, grain: DAY) { unit }`],
    ['affinity', (zones: string) => `affinity(zoneIds: ${zones}, ${on(DAY)}) { unit }`],
    ['flows', (zones: string) => `flows(fromZoneIds: ${zones}, ${on(DAY)}, grain: DAY) { unit }`],
    ['dwell', (zones: string) => `dwell(zoneIds: ${zones}, ${on(DAY)}, grain: DAY) { unit }`],
    ['frequency', (zones: string) => `frequency(zoneIds: ${zones}, ${on(DAY)}) { unit }`],
  ])('about ten thousand zones is refused in a sentence, and costs nothing: %s', async (_, question) => {
    const buyer = await insights.signUp({ products: PRODUCTS, zoneIds: null });
    const zones = `[${Array.from({ length: 10_000 }, (_, zone) => `"q${zone}"`).join(',')}]`;
    const { code, message } = await refusal(question(zones), buyer.actor);
    expect(['QUESTION_TOO_LARGE', 'ZONE_UNKNOWN']).toContain(code);
    expect(message.length).toBeLessThan(500);
    const query = 'query ($id: ID) { usage(contractId: $id) { figures } }';
    expect(await insights.ask(admin, query, { id: buyer.contractId })).toEqual({ usage: [] });
  });

  it('is not sold from a withdrawn release', async () => {
    const period = '2025-02' as Month;
    const artefact = frequencyArtefact({ period });
    await insights.publish(artefact);
    const question = `frequency(${CENTRE}, ${on('2025-02-03')}) { statuses }`;
    expect((await ask(question))[0]).toEqual({ statuses: ['PUBLISHED'] });
    await insights.withdraw(artefact.releaseId);
    expect((await ask(question))[0]).toEqual({ statuses: ['NO_DATA'] });
  });

  it('is listed with its period', async () => {
    const query = '{ loadedReleases(market: "leipzig") { period day product } }';
    const { loadedReleases } = await insights.ask<{
      loadedReleases: { period: string; day: string; product: string }[];
    }>(approver, query);
    expect(loadedReleases).toContainEqual({ period: MONTH, day: MONTH, product: 'frequency' });
    expect(new Set(loadedReleases.map(({ product }) => product)).size).toBe(6);
  });
});

describe('a release of the largest table', () => {
  it('is loaded in parts and answers a question about one zone', async () => {
    const period = addDays(DAY, 100);
    const zones = Array.from({ length: 570 }, (_, index) => (index === 0 ? 'centre' : `z${index}`) as ZoneId);
    await insights.publish(flowsArtefact({ period, zones, noisy: (_zone, column) => 900 - (column % 1000) }));
    const question = `flows(fromZoneIds: ["centre"], toZoneIds: ["centre"], ${on(period)}, grain: DAY) { values }`;
    expect((await ask<Flows>(question)).values).toHaveLength(6);
    const [{ rows, figures }] = await insights.dataSource.query(
      `SELECT count(*)::integer AS rows, sum(cardinality("values"))::integer AS figures
       FROM release_row JOIN release USING (release_id) WHERE period = $1`,
      [period],
    );
    expect({ rows, figures }).toEqual({ rows: 570, figures: 570 * 570 * 6 });
  }, 120_000);
});

/** Last: newer plans of the market stay. */
describe('flows of before the zone plan changed', () => {
  const [centre, north, station, hills] = zonePlan().zones as [Zone, Zone, Zone, Zone];
  type Zone = ReturnType<typeof zonePlan>['zones'][number];
  const CHANGED = addDays(DAY, 4);
  const far = { ...north, geometry: structuredClone(north.geometry) };
  for (const corner of far.geometry.coordinates[0]![0]!) corner[1]! += 1;
  /** The station moves to the region of the north, which moves 111 km away; the station loses its coverage. */
  const VERSIONS = [
    [centre, far, { ...station, region: 1 }, hills],
    [centre, north, { ...station, covered: false }, hills],
  ].map((zones, index) => zonePlan({ planId: randomUUID() as ZonePlanId, version: 2 + index, zones }));

  it.each(VERSIONS)('are told by the plan of their day: newest version $version', async (plan) => {
    await insights.approvePlan(plan);
    const narrow = await insights.signUp({ products: ['flows'], zoneIds: ['centre', 'north'] });
    const namesOf = async (day: Day, { actor }: Partner) => {
      const fields = `grain: DAY, byDayPart: false) { fromZoneIds toZoneIds }`;
      const { fromZoneIds, toZoneIds } = await ask<Flows>(`flows(${on(day)}, ${fields}`, actor);
      return fromZoneIds.map((from, row) => `${from}/${toZoneIds[row]}`).sort();
    };
    // The station was in `R-centre` then, and is counted there: not theirs.
    expect(await namesOf(REGIONAL, narrow)).toEqual(['R-north/R-north']);
    expect(await namesOf(PAIRED, narrow)).toEqual(['R-north/R-north', 'centre/centre', 'centre/north', 'north/centre']);
    expect(await namesOf(REGIONAL, partner)).toHaveLength(4);
    // What has no coverage any more is not told of by itself.
    const gone = plan.version > 2 ? ['north/north', 'P-station/centre'] : ['north/north'];
    expect(await namesOf(PAIRED, partner)).toEqual(PAIRS.filter((pair) => !gone.includes(pair)).sort());
    if (plan.version > 2) return;
    await insights.publish(flowsArtefact({ period: CHANGED, planId: plan.planId, zones: REGIONS }));
    expect(await namesOf(CHANGED, narrow)).toEqual(['R-centre/R-centre']);
  });
});
