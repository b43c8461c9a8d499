import type { ZoneId } from '@passant/contracts';
import fc from 'fast-check';
import { BERLIN, DAY, visitorsArtefact, ZONES } from '../../../test/artefacts';
import { toTables } from '../../../test/tables';
import { composeAffinity, listKinds } from './compose-affinity';
import { toPeriod } from './periods';

const period = toPeriod({ from: DAY, to: DAY }, BERLIN);
type Noisy = (zone: ZoneId, column: number) => number;

function ask(of: Parameters<typeof listKinds>[0], noisy: Noisy, zone = 'centre' as ZoneId, factorOf?: () => number) {
  const tables = toTables([visitorsArtefact({ noisy, ...(factorOf ? { factorOf } : {}) })]);
  return composeAffinity(listKinds(of), period, { tables, zones: [tables.byZone.get(zone)!] });
}

describe('affinity', () => {
  it('is of every age, gender, or both that can be given', () => {
    expect(listKinds('AGE')).toHaveLength(6);
    expect(listKinds('GENDER').map(({ gender }) => gender)).toEqual(['female', 'male']);
    expect(listKinds('AGE_AND_GENDER')).toHaveLength(12);
  });

  it('is 1 for everybody where all zones are alike', () => {
    const series = ask('AGE_AND_GENDER', () => 1000);
    for (const value of series.values) expect(value).toBeCloseTo(1, 9);
    expect(series).toMatchObject({ unit: 'index', modelled: false, extrapolated: true });
  });

  it('is share in the zone over share in all zones', () => {
    const young: Noisy = (zone, column) => (zone === 'centre' && column < 3 ? 4000 : 1000);
    const series = ask('AGE', young);
    const zone = 12_000 / (12_000 + 18_000);
    const city = (12_000 + 3 * 3000) / (12_000 + 18_000 + 3 * 21_000);
    expect(series.values[0]).toBeCloseTo(zone / city, 9);
    expect(series.values[1]!).toBeLessThan(1);
    expect(series.lows[0]! < series.values[0]! && series.values[0]! < series.highs[0]!).toBe(true);
  });

  it('averages to 1 over zones, weighed by their visits', () => {
    const counts = fc.array(fc.integer({ min: 500, max: 9000 }), { minLength: 84, maxLength: 84 });
    fc.assert(
      fc.property(counts, (all) => {
        const noisy: Noisy = (zone, column) => all[Math.max(0, ZONES.indexOf(zone)) * 21 + column]!;
        const visits = ZONES.map((zone) => [...Array(21).keys()].reduce((sum, column) => sum + noisy(zone, column), 0));
        const total = visits.reduce((sum, one) => sum + one, 0);
        const indices = ZONES.map((zone) => ask('GENDER', noisy, zone).values[0]!);
        expect(indices.reduce((sum, index, at) => sum + (index * visits[at]!) / total, 0)).toBeCloseTo(1, 6);
      }),
      { numRuns: 20 },
    );
  });

  it('is suppressed where the visitors of that kind are, in the zone or the city', () => {
    const few: Noisy = (zone, column) => (column < 3 ? (zone === 'centre' ? 10 : 1000) : 1000);
    expect(ask('AGE', few).statuses).toEqual(['SUPPRESSED', ...Array<string>(5).fill('PUBLISHED')]);
  });

  it('is of the panel where a kind has no factor of its own in some zone', () => {
    expect(
      ask(
        'AGE',
        () => 1000,
        'centre' as ZoneId,
        () => 12,
      ).extrapolated,
    ).toBe(true);
    const artefact = visitorsArtefact({ noisy: () => 1000 });
    const factors = artefact.zones.map((zone) => (zone === 'north' ? null : { factor: 10, variance: 0.001 }));
    const tables = toTables([{ ...artefact, extrapolation: { ...artefact.extrapolation!, factors } }]);
    const given = { tables, zones: [tables.byZone.get('centre' as ZoneId)!] };
    expect(composeAffinity(listKinds('AGE'), period, given).extrapolated).toBe(false);
  });

  it('is NO_DATA where a day is missing', () => {
    const tables = toTables([visitorsArtefact()]);
    const week = toPeriod({ from: DAY, to: '2025-03-30' as typeof DAY }, BERLIN);
    const given = { tables, zones: [tables.byZone.get('centre' as ZoneId)!] };
    expect(new Set(composeAffinity(listKinds('AGE'), week, given).statuses)).toEqual(new Set(['NO_DATA']));
  });
});
