import type { Month, TimeZone } from '@passant/contracts';
import fc from 'fast-check';
import { addEvents, type BilledEvent } from './add-events';
import { composeLines, type PricedVersion } from './compose-lines';
import { decideCredit } from './decide-credit';
import { toNumber } from './document-number';
import { isSettled, toSpan, yearAt } from './invoice-month';
import { toAmounts, toDecimal, toVat } from './money';

const VERSIONS: readonly PricedVersion[] = [
  { id: 'one', number: 1, minorUnitsPerFigure: 2, currency: 'EUR', marks: [] },
  { id: 'two', number: 2, minorUnitsPerFigure: 3, currency: 'EUR', marks: ['pilot'] },
  { id: 'free', number: 3, minorUnitsPerFigure: 0, currency: 'EUR', marks: [] },
];
const priceOf = (id: string) => VERSIONS.find((version) => version.id === id)!.minorUnitsPerFigure;

/** Events as a month leaves them: one a request and question, priced by their version. */
const events = fc
  .uniqueArray(
    fc.record({
      ...{ requestId: fc.uuid(), questionSha256: fc.constantFrom('a', 'b') },
      ...{
        versionId: fc.constantFrom('one', 'two', 'free'),
        product: fc.constantFrom('presence', 'visitors', 'dwell'),
      },
      published: fc.nat({ max: 50_000 }),
    }),
    { selector: ({ requestId, questionSha256 }) => `${requestId} ${questionSha256}`, maxLength: 60 },
  )
  .map((all) =>
    all.map((event): BilledEvent => ({ ...event, costMinorUnits: event.published * priceOf(event.versionId) })),
  );

/** The same events in any order, some of them several times. */
const delivered = events.chain((all) =>
  fc
    .tuple(fc.shuffledSubarray(all, { minLength: all.length }), fc.array(fc.nat({ max: 1000 }), { maxLength: 40 }))
    .map(([shuffled, again]) => ({
      all,
      given: all.length === 0 ? [] : [...shuffled, ...again.map((index) => all[index % all.length]!)],
    })),
);

describe('a month', () => {
  it('comes to the same to the minor unit in any order and with any duplication of its events', () => {
    fc.assert(
      fc.property(delivered, ({ all, given }) => {
        const composed = composeLines(addEvents(given), VERSIONS);
        const expected = all.reduce((sum, event) => sum + event.costMinorUnits, 0);
        expect(composed).toEqual(composeLines(addEvents(all), VERSIONS));
        expect(composed).toMatchObject({ kind: 'composed', netMinorUnits: expected });
        if (composed.kind === 'refused') return;
        expect(composed.lines.reduce((sum, line) => sum + line.netMinorUnits, 0)).toBe(expected);
        expect(composed.lines.reduce((sum, line) => sum + line.figures, 0)).toBe(
          all.reduce((sum, { published }) => sum + published, 0),
        );
      }),
    );
  });

  it('has a line a version and product, in their order, marked where it is not for good', () => {
    const sold = (versionId: string, product: string, figures: number) => ({
      ...{ versionId, product, figures, questions: 1, costMinorUnits: figures * priceOf(versionId) },
    });
    const composed = composeLines(
      [sold('two', 'presence', 4), sold('one', 'visitors', 1), sold('one', 'presence', 2)],
      VERSIONS,
    );
    expect(composed).toMatchObject({ currency: 'EUR', netMinorUnits: 18 });
    expect(
      composed.kind === 'composed' && composed.lines.map((line) => [line.versionNumber, line.product, line.marks]),
    ).toEqual([
      [1, 'presence', undefined],
      [1, 'visitors', undefined],
      [2, 'presence', ['pilot']],
    ]);
  });

  it.each([
    ['a version that the contract does not have', { versionId: 'other', costMinorUnits: 2 }, 'NOT_REPRODUCED'],
    ['a price that is not the version’s', { costMinorUnits: 3 }, 'NOT_REPRODUCED'],
    ['more than can be counted', { figures: 2 ** 53, costMinorUnits: 2 ** 54 }, 'NOT_REPRODUCED'],
  ])('is refused with %s', (_, change, reason) => {
    const sold = {
      ...{ versionId: 'one', product: 'presence', questions: 1, figures: 1, costMinorUnits: 2 },
      ...change,
    };
    expect(composeLines([sold], VERSIONS)).toEqual({ kind: 'refused', reason });
  });

  it('is refused in two currencies', () => {
    const versions = [VERSIONS[0]!, { ...VERSIONS[1]!, currency: 'CHF' }];
    const sold = (versionId: string, costMinorUnits: number) => ({
      ...{ versionId, product: 'presence', questions: 1, figures: 1, costMinorUnits },
    });
    expect(composeLines([sold('one', 2), sold('two', 3)], versions)).toMatchObject({ reason: 'CURRENCIES_MIXED' });
  });
});

describe('VAT', () => {
  it.each([
    [0, 1900, 0],
    [2, 1900, 0], // 0.38
    [3, 1900, 1], // 0.57
    [50, 1900, 10], // 9.5 is rounded up
    [150, 700, 11], // 10.5
    [10_000, 1900, 1900],
    [9_007_199_254_740_991, 1, 900_719_925_474],
  ])('of %d at %d basis points is %d', (net, rate, vat) => {
    expect(toVat(net, rate)).toBe(vat);
  });

  it('is never off by more than half a minor unit', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 31 - 1 }), fc.nat({ max: 10_000 }), (net, rate) => {
        const twice = 2n * (BigInt(toVat(net, rate)) * 10_000n - BigInt(net) * BigInt(rate));
        expect(twice <= 10_000n && twice > -10_000n).toBe(true);
      }),
    );
  });

  it.each([0.5, -1, NaN, 2 ** 53])('is of whole amounts only, not of %d', (net) => {
    expect(() => toAmounts(net, 1900)).toThrow(RangeError);
  });
});

describe('credit notes', () => {
  it('take back the VAT of an invoice to the minor unit, however it is cut, and never more', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 20 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40_000 }), fc.nat({ max: 10_000 }), cuts, (net, vatBasisPoints, wishes) => {
        const invoice = { netMinorUnits: net, vatBasisPoints };
        let [credited, vat] = [0, 0];
        for (const wish of [...wishes, null]) {
          const decision = decideCredit(invoice, credited, wish);
          if (decision.kind === 'refused') {
            expect(decision.reason).toBe(wish === null ? 'NOTHING_TO_CREDIT' : 'MORE_THAN_INVOICED');
            continue;
          }
          credited += decision.amounts.netMinorUnits;
          vat += decision.amounts.vatMinorUnits;
          expect(decision.amounts.vatMinorUnits).toBeGreaterThanOrEqual(0);
        }
        expect([credited, vat]).toEqual([net, toVat(net, vatBasisPoints)]);
      }),
    );
  });

  it.each([0, -1, 0.5])('are not of %d', (wish) => {
    expect(decideCredit({ netMinorUnits: 9, vatBasisPoints: 0 }, 0, wish)).toMatchObject({
      reason: 'NOTHING_TO_CREDIT',
    });
  });
});

describe('a local month', () => {
  const iso = (month: string, zone: string) => {
    const { fromMs, toMs } = toSpan(month as Month, zone as TimeZone);
    return [new Date(fromMs).toISOString(), new Date(toMs).toISOString(), (toMs - fromMs) / 3_600_000];
  };

  it.each([
    ['2025-03', 'Europe/Berlin', '2025-02-28T23:00:00.000Z', '2025-03-31T22:00:00.000Z', 743],
    ['2025-10', 'Europe/Berlin', '2025-09-30T22:00:00.000Z', '2025-10-31T23:00:00.000Z', 745],
    ['2024-02', 'Europe/Berlin', '2024-01-31T23:00:00.000Z', '2024-02-29T23:00:00.000Z', 696],
    ['2025-12', 'Asia/Kolkata', '2025-11-30T18:30:00.000Z', '2025-12-31T18:30:00.000Z', 744],
    // Clocks skip the midnight with which this month would begin.
    ['2023-04', 'Africa/Cairo', '2023-03-31T22:00:00.000Z', '2023-04-30T21:00:00.000Z', 719],
  ])('%s in %s begins and ends with its own midnights', (month, zone, ...expected) => {
    expect(iso(month, zone)).toEqual(expected);
  });

  it('may be invoiced an hour after its end, not a millisecond before', () => {
    const span = toSpan('2025-10' as Month, 'Europe/Berlin' as TimeZone);
    expect(isSettled(span, span.toMs + 3_600_000 - 1)).toBe(false);
    expect(isSettled(span, span.toMs + 3_600_000)).toBe(true);
  });

  it('numbers begin anew with the local year', () => {
    const newYear = Date.parse('2025-12-31T23:30:00Z');
    expect(yearAt(newYear, 'Europe/Berlin' as TimeZone)).toBe(2026);
    expect(yearAt(newYear, 'Europe/London' as TimeZone)).toBe(2025);
  });
});

describe('what is printed', () => {
  it.each([
    [5, 'EUR', '0.05'],
    [123_456, 'EUR', '1234.56'],
    [7, 'JPY', '7'],
    [1234, 'KWD', '1.234'],
    [9_007_199_254_740_991, 'EUR', '90071992547409.91'],
  ])('%d minor units of %s are %s', (minorUnits, currency, text) => {
    expect(toDecimal(minorUnits, currency)).toBe(text);
  });

  it('has a number of issuer, year and sequence; credit notes their own', () => {
    const of = { issuerCode: 'LEJ', year: 2026, sequence: 7 };
    expect(toNumber({ ...of, kind: 'invoice' })).toBe('LEJ-2026-000007');
    expect(toNumber({ ...of, kind: 'credit-note' })).toBe('LEJ-C-2026-000007');
  });
});
