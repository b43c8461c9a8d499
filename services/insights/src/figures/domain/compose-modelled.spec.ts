import { AGE_BANDS, addDays, type ZoneId } from '@passant/contracts';
import fc from 'fast-check';
import { BERLIN, DAY, presenceArtefact, visitorsArtefact } from '../../../test/artefacts';
import { toTables } from '../../../test/tables';
import { composeModelled } from './compose-modelled';
import { composeSeries } from './compose-series';
import { presenceMeasure } from './measures';
import { listPeriods, type PeriodGrain } from './periods';
import { toProfile } from './profiles';
import { NO_ROWS, type Tables } from './released-tables';

const GIVEN = AGE_BANDS.filter((age) => age !== 'not-given');
const centre = 'centre' as ZoneId;
const rowsOf = (tables: Tables, zone: ZoneId) => [tables.byZone.get(zone) ?? NO_ROWS];

function ask(tables: Tables, ages: readonly (typeof AGE_BANDS)[number][], grain: PeriodGrain = 'HOUR', zone = centre) {
  const periods = listPeriods(grain, { from: DAY, to: DAY }, BERLIN);
  const question = { grain, profile: toProfile(ages, []), periods, toUnit: () => 'people' };
  return composeModelled(question, { tables, zones: rowsOf(tables, zone) });
}

describe('presence by age and gender', () => {
  it('is presence times the share of those visitors that day, and says that it is modelled', () => {
    const cells = (_zone: ZoneId, column: number) => (Math.floor(column / 3) === 1 ? 2000 : 500);
    const tables = toTables([presenceArtefact({ noisy: () => 16 * 3000 }), visitorsArtefact({ noisy: cells })]);
    const series = ask(tables, ['25-34']);
    expect(series.values).toHaveLength(24);
    expect(series.values[0]).toBeCloseTo(30_000 * (6000 / (6000 + 18 * 500)), 6);
    expect(series).toMatchObject({ modelled: true, unit: 'people' });
    expect(series.releaseIds).toHaveLength(2);
    expect(series.lows[0]! < series.values[0]! && series.values[0]! < series.highs[0]!).toBe(true);
  });

  it('of all ages together is presence', () => {
    const count = fc.array(fc.integer({ min: 400, max: 4000 }), { minLength: 21, maxLength: 21 });
    fc.assert(
      fc.property(count, fc.integer({ min: 300, max: 9000 }), (cells, people) => {
        const tables = toTables([
          presenceArtefact({ noisy: (_zone, hour) => 16 * people + hour }),
          visitorsArtefact({ noisy: (_zone, column) => cells[column]! }),
        ]);
        const periods = listPeriods('DAY', { from: DAY, to: DAY }, BERLIN);
        const whole = composeSeries(
          presenceMeasure('DAY'),
          { periods, toUnit: () => 'people' },
          { tables, zones: rowsOf(tables, centre) },
        );
        const ages = AGE_BANDS.map((age) => ask(tables, [age], 'DAY').values[0]!);
        expect(ages.reduce((sum, value) => sum + value, 0)).toBeCloseTo(whole.values[0]!, 4);
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    ['presence', { presence: 0, visitors: 1000 }],
    ['those visitors', { presence: 3000, visitors: 0 }],
  ])('is suppressed where %s are', (_, people) => {
    const tables = toTables([
      presenceArtefact({ noisy: () => 16 * people.presence }),
      visitorsArtefact({ noisy: (_zone, column) => (Math.floor(column / 3) === 1 ? people.visitors : 1000) }),
    ]);
    const series = ask(tables, ['25-34']);
    expect([...new Set(series.statuses), ...new Set(series.values)]).toEqual(['SUPPRESSED', null]);
    expect(series.soldByRelease.size).toBe(0);
  });

  it('is NO_DATA where either was not released', () => {
    const only = toTables([presenceArtefact(), visitorsArtefact({ period: addDays(DAY, 1) })]);
    expect(new Set(ask(only, ['25-34']).statuses)).toEqual(new Set(['NO_DATA']));
    const other = toTables([visitorsArtefact()]);
    expect(new Set(ask(other, ['25-34'], 'DAY').statuses)).toEqual(new Set(['NO_DATA']));
  });

  it('takes the factors of an age into its share: where young people are asked less, each counts more', () => {
    const factorOf = (name: string) => (name === '18-24' ? 20 : 10);
    const noisy = () => 1000;
    const plain = toTables([presenceArtefact(), visitorsArtefact({ noisy, factorOf: () => 10 })]);
    const varying = toTables([presenceArtefact(), visitorsArtefact({ noisy, factorOf })]);
    const [one, other] = [ask(plain, ['18-24'], 'DAY'), ask(varying, ['18-24'], 'DAY')];
    expect(other.values[0]! / one.values[0]!).toBeCloseTo(2, 6);
    expect(ask(varying, GIVEN, 'DAY').extrapolated).toBe(true);
    expect(ask(varying, ['not-given'], 'DAY').extrapolated).toBe(false);
  });
});
