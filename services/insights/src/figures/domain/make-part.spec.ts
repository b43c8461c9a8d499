import type { Day, ReleaseId, ZonePlanId } from '@passant/contracts';
import { addZones, fromReleasedRecord } from '@passant/privacy';
import { addParts, scalePart } from './add-parts';
import { makeFigurePart, makePart } from './make-part';
import { extrapolationOf, type ReleasedTable, type ZoneRow } from './released-tables';

const table = (over: Partial<ReleasedTable> = {}): ReleasedTable => ({
  ...{ releaseId: 'monday' as ReleaseId, planId: 'plan' as ZonePlanId, period: '2025-03-24' as Day, table: 'presence' },
  ...{ methodVersion: '6', columns: ['one', 'two'], tableRows: 52, variance: 256, tau: 1_000, unitsPerPerson: 16 },
  ...{
    leastPeople: 20,
    strata: 'age-and-gender',
    panelMeasured: 52_000,
    classes: null,
    city: null,
    locationError: null,
  },
  ...over,
});
const row = (over: Partial<ZoneRow> = {}): ZoneRow =>
  fromReleasedRecord({
    ...{ values: [16_000, 8_000], factors: [5], factorVariances: [0.0025], factorMixings: [0.0009] },
    ...over,
  });
const figureOf = (over: Partial<ZoneRow> = {}) => makeFigurePart(table(), row(over), 0, true);

describe('the error of a factor', () => {
  it('is told as mixing and the rest, which together are what it was', () => {
    const { factorError, mixingError } = figureOf();
    expect([factorError, mixingError]).toEqual([expect.closeTo(40, 9), expect.closeTo(30, 9)]);
    expect(figureOf({ factorMixings: [] }).factorError).toBeCloseTo(50, 9);
    const both = makePart({ table: table(), row: row(), columns: [0, 1], extrapolated: true });
    expect([both.factorError, both.mixingError]).toEqual([expect.closeTo(60, 9), expect.closeTo(45, 9)]);
  });

  it('is read by class of the column, nothing where there is no factor or no word of mixing', () => {
    const of = { factors: [5, null, 7], factorVariances: [0.1, null, 0.3], factorMixings: [0.02, null, null] };
    const [classes, three] = [[0, 1, 2], row(of)];
    expect([0, 1, 2].map((column) => extrapolationOf(table({ classes }), three, column))).toEqual([
      { factor: 5, variance: 0.1, mixing: 0.02 },
      null,
      { factor: 7, variance: 0.3, mixing: 0 },
    ]);
  });

  it('is scaled and added as the figure is', () => {
    const part = figureOf();
    const [half, sum] = [scalePart(part, 0.5), addParts(part, part)];
    expect([half.factorError, half.mixingError]).toEqual([expect.closeTo(20, 9), expect.closeTo(15, 9)]);
    expect([sum.factorError, sum.mixingError]).toEqual([expect.closeTo(80, 9), expect.closeTo(60, 9)]);
  });

  it('is left over all zones as it was where hours were weighted by visits: a release that does not tell mixing', () => {
    const all = (over: Partial<ZoneRow>) => addZones(Array.from({ length: 52 }, () => figureOf(over)));
    const [told, before] = [all({}), all({ factorMixings: [] })];
    // 0.7 alike and 0.3 apart of 52 zones, 1.5 % of that; before a fifth, of all of the error.
    const left = (error: number, share: number) => Math.sqrt(share * (0.7 * (52 * error) ** 2 + 0.3 * 52 * error ** 2));
    expect(told.factorError).toBeCloseTo(left(40, 0.015), 6);
    expect(before.factorError).toBeCloseTo(left(50, 0.2), 6);
    expect(
      makeFigurePart(table({ table: 'visitors', unitsPerPerson: 1 }), row({ factorMixings: [] }), 0, true),
    ).not.toHaveProperty('leftOfAll');
  });
});
