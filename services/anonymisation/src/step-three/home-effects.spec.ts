import { sampleDiscreteGaussian } from '@passant/privacy';
import type { ZoneId } from '@passant/contracts';
import { seeded } from '../../test/seeded';
import { anyOf, effectOfRow, findHomeEffects, NO_EFFECT, type OriginTable } from './home-effects';

const [HOMES, REGIONS, RESIDENTS, VISITS] = [60, 10, 3000, 40];
const SD = 45;

/** Every zone is visited by everybody alike, its own people five times as often; `agreement` of each home zone. */
function aTable(agreement: (home: number) => number, sd = 0, days = 1): OriginTable {
  const source = seeded(20260609);
  const values = Array.from({ length: HOMES * HOMES }, (_, index) => {
    const [zone, home] = [Math.floor(index / HOMES), index % HOMES];
    const noise = sd > 0 ? sampleDiscreteGaussian(Math.round(days * sd ** 2), source) : 0;
    return days * VISITS * (zone === home ? 5 : 1) * agreement(home) + noise;
  });
  return {
    values,
    variance: Math.max(1e-9, days * sd ** 2),
    homes: {
      ids: Array.from({ length: HOMES }, (_, home) => `z${home}` as ZoneId),
      regions: Array.from({ length: HOMES }, (_, home) => Math.floor((home * REGIONS) / HOMES)),
      residents: new Array<number>(HOMES).fill(RESIDENTS),
      columnOfArea: new Map(),
    },
  };
}

/** From 0.8 to 1.2 within each region. */
const varying = (home: number): number => 0.8 + 0.08 * (home % 6);

test('agreement that differs inside regions is read from visits by home: a home zone that agrees less counts for more', () => {
  const effects = findHomeEffects(aTable(varying))!;
  for (const [home, { ratio, relativeVariance }] of effects.entries()) {
    // What may be visits instead of agreement is not corrected: a tenth to a fifth of the difference.
    expect(Math.abs(ratio * varying(home) - 1)).toBeLessThan(0.04);
    expect(Math.sqrt(relativeVariance)).toBeLessThan(0.06);
  }
});

test('what stays unknown of a home zone is its variance: larger than the error, for here visits do not differ', () => {
  const table = aTable(varying, SD, 28);
  const effects = findHomeEffects(table)!;
  const errors = effects.map(
    ({ ratio, relativeVariance }, home) => (ratio * varying(home) - 1) ** 2 / relativeVariance,
  );
  const mean = errors.reduce((sum, error) => sum + error, 0) / HOMES;
  expect(mean).toBeGreaterThan(0.05);
  expect(mean).toBeLessThan(1);
});

test('noise is not taken for agreement: where all agree alike everybody counts as their region', () => {
  for (const days of [1, 28]) {
    for (const { ratio, relativeVariance } of findHomeEffects(aTable(() => 1, SD, days))!) {
      expect(Math.abs(ratio - 1)).toBeLessThan(0.03);
      expect(Math.sqrt(relativeVariance)).toBeLessThan(0.05);
    }
  }
});

test('a region counts as a whole what it counted: its panel is measured', () => {
  const { homes } = aTable(varying);
  const effects = findHomeEffects(aTable(varying, SD, 28))!;
  for (let region = 0; region < REGIONS; region += 1) {
    const panel = effects.reduce((sum, { ratio }, home) => sum + (homes.regions[home] === region ? 1 / ratio : 0), 0);
    expect(panel).toBeCloseTo(HOMES / REGIONS, 9);
  }
});

test('a zone counts as those who visit it', () => {
  const table = aTable(varying);
  const effects = findHomeEffects(table)!;
  const [low, high] = [effectOfRow(effects, table, [0]), effectOfRow(effects, table, [5])];
  expect(low.ratio).toBeGreaterThan(high.ratio);
  expect(low.ratio).toBeLessThan(effects[0]!.ratio);
  expect(effectOfRow(effects, { ...table, values: table.values.map(() => -1) }, [0])).toEqual(NO_EFFECT);
  const any = anyOf(effects.slice(0, 6));
  expect(any.ratio).toBeCloseTo(1.02, 1);
  expect(any.relativeVariance).toBeGreaterThan(0.01);
});

test('people from home zones that agree differently may be mixed otherwise; where all agree alike that changes nothing', () => {
  const table = aTable(varying, SD, 28);
  const [first] = table.homes.ids.map((_, zone) => effectOfRow(findHomeEffects(table)!, table, [zone]).spread!);
  // Six sorts from 0.8 to 1.2: relative standard deviation 0.14, a little less after shrinking.
  expect(Math.sqrt(first!)).toBeGreaterThan(0.11);
  expect(Math.sqrt(first!)).toBeLessThan(0.16);
  const alike = aTable(() => 1, SD, 28);
  expect(Math.sqrt(effectOfRow(findHomeEffects(alike)!, alike, [0]).spread!)).toBeLessThan(0.02);
});

test('nothing is read where residents are unknown, and nothing into a table that is mostly noise', () => {
  const table = aTable(varying);
  const unknown = { ...table.homes, residents: table.homes.residents.map((_, home) => (home === 3 ? null : 1)) };
  expect(findHomeEffects({ ...table, homes: unknown })).toBeNull();
  for (const { ratio } of findHomeEffects({ ...aTable(varying, 3000), variance: 9e6 })!)
    expect(ratio).toBeCloseTo(1, 9);
});
