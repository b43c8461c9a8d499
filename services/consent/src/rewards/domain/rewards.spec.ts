import { DATA_KINDS, type Day, daysOf, type MarketId, type Month } from '@passant/contracts';
import fc from 'fast-check';
import { accrue } from './accrue';
import { chooseMonths } from './choose-months';
import { type CreditRow, writeCreditFile } from './credit-file';
import { toMoneyText } from './money-text';
import { decidePlan, findPlan, type Plan, type Reward } from './plan';

const MARKET = 'leipzig' as MarketId;
const JUNE = daysOf('2026-06' as Month);
const day = (text: string): Day => text as Day;

const rewardArbitrary: fc.Arbitrary<Reward> = fc.oneof(
  fc.record({
    kind: fc.constant('credit' as const),
    dataKind: fc.constantFrom(...DATA_KINDS),
    minorUnitsPerDay: fc.integer({ min: 1, max: 10_000 }),
  }),
  fc.record({
    kind: fc.constant('benefit' as const),
    dataKind: fc.constantFrom(...DATA_KINDS),
    code: fc.constantFrom('data-1gb', 'roaming'),
    names: fc.constant({ de: 'Mehr', en: 'More' }),
  }),
);
const plansArbitrary: fc.Arbitrary<Plan[]> = fc
  .array(fc.tuple(fc.constantFrom(...JUNE), fc.array(rewardArbitrary, { maxLength: 4 })), { maxLength: 4 })
  .map((drafts) =>
    drafts.map(([effectiveFrom, rewards], index) => {
      return { id: `plan-${index}`, market: MARKET, version: index + 1, effectiveFrom, currency: 'EUR', rewards };
    }),
  );
/** Which days permit which data kinds. */
const permittedArbitrary = fc.uniqueArray(fc.tuple(fc.constantFrom(...JUNE), fc.constantFrom(...DATA_KINDS)), {
  selector: ([on, dataKind]) => `${on}/${dataKind}`,
  maxLength: 40,
});

describe('5.6 what a month earns', () => {
  it('is never negative, never for a day without a yes, and never more than the days there are', () => {
    fc.assert(
      fc.property(plansArbitrary, permittedArbitrary, (plans, permitted) => {
        const earns = (on: Day, dataKind: string): boolean => permitted.some(([a, b]) => a === on && b === dataKind);
        const earned = accrue(JUNE, plans, earns);
        for (const { planId, dataKind, kind, days, minorUnits } of earned) {
          const own = permitted.filter(([on, of]) => of === dataKind && findPlan(plans, on)?.id === planId);
          expect(minorUnits).toBeGreaterThanOrEqual(0);
          expect(Number.isSafeInteger(minorUnits)).toBe(true);
          expect(days).toBeGreaterThan(0);
          // One reward twice in an arbitrary plan adds its days twice; plans that are taken name each once.
          const rewards = plans
            .find(({ id }) => id === planId)!
            .rewards.filter((reward) => reward.dataKind === dataKind && reward.kind === kind);
          expect(days).toBeLessThanOrEqual(own.length * rewards.length);
        }
        const unpermitted = JUNE.filter((on) => !permitted.some(([other]) => other === on));
        expect(accrue(unpermitted, plans, earns)).toEqual([]);
      }),
    );
  });

  it('is the same in whatever order days, plans and answers come, and adds up over any cut of the month', () => {
    fc.assert(
      fc.property(plansArbitrary, permittedArbitrary, fc.integer({ min: 0, max: 30 }), (plans, permitted, cut) => {
        const earns = (on: Day, dataKind: string): boolean => permitted.some(([a, b]) => a === on && b === dataKind);
        const inOrder = accrue(JUNE, plans, earns);
        expect(accrue([...JUNE].reverse(), [...plans].reverse(), earns)).toEqual(inOrder);
        const total = (all: typeof inOrder): number => all.reduce((sum, { minorUnits }) => sum + minorUnits, 0);
        const halves = [JUNE.slice(0, cut), JUNE.slice(cut)].map((days) => total(accrue(days, plans, earns)));
        expect(halves[0]! + halves[1]!).toBe(total(inOrder));
      }),
    );
  });
});

describe('a plan', () => {
  const known = [
    { id: 'a', market: MARKET, version: 1, effectiveFrom: day('2026-06-01'), currency: 'EUR', rewards: [] },
    { id: 'b', market: MARKET, version: 2, effectiveFrom: day('2026-07-01'), currency: 'EUR', rewards: [] },
    { id: 'c', market: MARKET, version: 3, effectiveFrom: day('2026-07-01'), currency: 'EUR', rewards: [] },
  ];
  const credit = (dataKind: (typeof DATA_KINDS)[number]): Reward => ({ kind: 'credit', dataKind, minorUnitsPerDay: 4 });

  it.each([
    ['2026-05-31', undefined],
    ['2026-06-30', 'a'],
    ['2026-07-01', 'c'],
  ])('of %s is the last version that has begun: %s', (on, id) => {
    expect(findPlan(known, day(on))?.id).toBe(id);
  });

  it.each([
    ['2026-06-10', [], 'PLAN_NOT_AHEAD'],
    ['2026-06-30', [], 'PLAN_BEFORE_PLANNED'],
    ['2026-07-01', [credit('presence'), credit('presence')], 'REWARD_TWICE'],
    ['2026-07-01', [credit('presence'), credit('movement')], undefined],
  ])('from %s on with %j is refused: %s', (from, rewards, reason) => {
    const decided = decidePlan({ effectiveFrom: day(from), rewards }, { known, today: day('2026-06-10') });
    expect(decided).toEqual(reason ? { kind: 'refused', reason } : { kind: 'add', version: 4 });
  });
});

describe('the months to close', () => {
  it.each([
    ['2026-06-15', '2026-07-30', [], ['2026-06']],
    ['2026-06-15', '2026-08-01', [], ['2026-06', '2026-07']],
    ['2026-06-15', '2026-08-01', ['2026-06'], ['2026-07']],
    ['2026-12-15', '2027-01-01', [], ['2026-12']],
    ['2026-06-15', '2026-06-30', [], []],
  ])('of a plan from %s on, two days after %s, with %j closed, are %j', (first, twoDaysAgo, closed, expected) => {
    expect(chooseMonths(day(first), day(twoDaysAgo), new Set(closed as Month[]))).toEqual(expected);
  });

  it('go back as far as credits are kept', () => {
    const months = chooseMonths(day('2010-01-01'), day('2026-08-01'), new Set());
    expect([months[0], months.length]).toEqual(['2016-08', 120]);
  });
});

describe('a credit file', () => {
  const rows: CreditRow[] = [
    { reference: 'a', kind: 'benefit', code: 'data-1gb', days: 3, minorUnits: 0, currency: '' },
    { reference: 'a', kind: 'credit', code: '', days: null, minorUnits: 12, currency: 'EUR' },
    { reference: 'b', kind: 'credit', code: '', days: null, minorUnits: 8, currency: 'EUR' },
  ];
  const write = async (pages: CreditRow[][]): Promise<string> => {
    let text = '';
    for await (const part of writeCreditFile(
      (async function* () {
        yield* pages;
      })(),
    ))
      text += part;
    return text;
  };

  it('ends with control totals, and has the same bytes however it is cut into pages', async () => {
    const text = await write([rows]);
    expect(text).toBe(
      [
        'record,reference,kind,code,days,amount_minor_units,currency',
        'row,a,benefit,data-1gb,3,0,',
        'row,a,credit,,,12,EUR',
        'row,b,credit,,,8,EUR',
        'total,1,benefit,data-1gb,3,0,',
        'total,2,credit,,,20,EUR',
        '',
      ].join('\n'),
    );
    expect(await write(rows.map((row) => [row]))).toBe(text);
  });

  it('of nothing says so', async () => {
    expect(await write([])).toContain('\ntotal,0,credit,,,0,\n');
  });
});

it.each([
  [120, 'EUR', 'de', '1,20 €'],
  [120, 'EUR', 'en', '€1.20'],
  [120, 'JPY', 'en', 'JP¥120'],
] as const)('%i minor units of %s are written (%s) as %s', (minorUnits, currency, language, text) => {
  expect(toMoneyText(minorUnits, currency, language).replace(/\s/g, ' ')).toBe(text);
});
