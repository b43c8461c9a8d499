import { addDays, type ZoneId } from '@passant/contracts';
import fc from 'fast-check';
import { BERLIN, DAY, HOMES, originArtefact } from '../../../test/artefacts';
import { toTables } from '../../../test/tables';
import { composeCatchment } from './compose-origin';
import { toPeriod } from './periods';
import { NO_ROWS } from './released-tables';

const centre = 'centre' as ZoneId;
const period = toPeriod({ from: DAY, to: DAY }, BERLIN);

function ask(noisy: (zone: ZoneId, home: number) => number, first = 10, days = 1) {
  const tables = toTables(Array.from({ length: days }, (_, by) => originArtefact({ period: addDays(DAY, by), noisy })));
  const asked = days === 1 ? period : toPeriod({ from: DAY, to: addDays(DAY, days - 1) }, BERLIN);
  return composeCatchment(asked, { tables, rows: tables.byZone.get(centre) ?? NO_ROWS }, first);
}

describe('a catchment', () => {
  it('names home areas by their visits, with shares of those whose home is known', () => {
    const catchment = ask((_zone, home) => [500, 3000, 1500][home]!);
    expect(catchment.homes).toEqual(['north', 'hills', 'centre']);
    expect(catchment.values.map(Math.round as (value: number | null) => number)).toEqual([30_000, 15_000, 5000]);
    expect(catchment.shares.map((share) => Math.round(100 * share!))).toEqual([60, 30, 10]);
    expect(catchment.shareLows.every((low, index) => low! <= catchment.shares[index]!)).toBe(true);
    expect(catchment).toMatchObject({ suppressed: 0, extrapolated: true, locationError: { median: 0.04, p90: 0.11 } });
  });

  it('lists at most as many as were asked for, and tells how many are suppressed', () => {
    const catchment = ask((_zone, home) => [4000, 3, 2000][home]!, 2);
    expect(catchment.homes).toEqual(['centre', 'hills']);
    expect(catchment).toMatchObject({ statuses: ['PUBLISHED', 'PUBLISHED'], suppressed: 1 });
    const all = ask((_zone, home) => [4000, 3, 2000][home]!, 3);
    expect(all).toMatchObject({
      values: [40_000, 20_000, null],
      shares: [expect.any(Number), expect.any(Number), null],
    });
    expect([...all.soldByRelease.values()]).toEqual([2]);
  });

  it('clears over a month what no day does', () => {
    const rare = (_zone: ZoneId, home: number) => [4000, 60, 60][home]!;
    expect(ask(rare).suppressed).toBe(2);
    expect(ask(rare, 10, 31).suppressed).toBe(0);
  });

  it('has shares that add to one', () => {
    const counts = fc.array(fc.integer({ min: 300, max: 50_000 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(counts, (homes) => {
        const { shares } = ask((_zone, home) => homes[home]!);
        expect(shares.reduce<number>((sum, share) => sum + share!, 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('is of the panel where a home area cannot be extrapolated, and takes factors of its own where it has them', () => {
    const artefact = originArtefact({ noisy: () => 1000 });
    const withFactors = (values: (number | null)[]) => {
      const factors = {
        classes: HOMES.map((_, home) => home),
        values: artefact.zones.flatMap(() =>
          values.map((factor) => (factor === null ? null : { factor, variance: 0.01 })),
        ),
      };
      const tables = toTables([{ ...artefact, tables: [{ ...artefact.tables[0]!, factors }] }]);
      return composeCatchment(period, { tables, rows: tables.byZone.get(centre)! }, 3);
    };
    expect(withFactors([5, 20, 10])).toMatchObject({ homes: ['north', 'hills', 'centre'], extrapolated: true });
    expect(withFactors([5, null, 10])).toMatchObject({ values: [1000, 1000, 1000], extrapolated: false });
  });

  it('is empty where a day is missing', () => {
    const tables = toTables([originArtefact()]);
    const two = toPeriod({ from: DAY, to: addDays(DAY, 1) }, BERLIN);
    expect(composeCatchment(two, { tables, rows: tables.byZone.get(centre)! }, 3)).toMatchObject({
      ...{ homes: [], values: [], statuses: [], releaseIds: [] },
    });
  });
});
