import fc from 'fast-check';
import { AGE_BANDS, GENDERS, type Group, GROUPS, PANEL_DATA_KINDS, type PanelDataKind } from '@passant/contracts';
import { randomSourceFrom } from '@passant/privacy';
import { NO_ATTRIBUTES } from './choose-attributes';
import { countPerson, emptyStrata, type ExactStrata, type StrataDomain, toStratum } from './count-strata';
import { measureSizes, measureStrata, STRATA_NOISE, STRATA_RHO } from './measure-sizes';

const seeded = (start: number) => {
  let seed = start;
  return randomSourceFrom((bytes) => {
    for (let index = 0; index < bytes.length; index += 1) {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      bytes[index] = seed >>> 24;
    }
  });
};

const momentsOf = (errors: readonly number[]): { mean: number; variance: number } => {
  const mean = errors.reduce((sum, each) => sum + each, 0) / errors.length;
  return { mean, variance: errors.reduce((sum, each) => sum + (each - mean) ** 2, 0) / errors.length };
};

describe('measured sizes', () => {
  it('are exact size plus noise of variance 1000, of presence only, for every group, empty ones too', () => {
    const source = seeded(1);
    const errors: number[] = [];
    for (let round = 0; round < 1000; round += 1) {
      const sizes = measureSizes((group) => (group === 'both' ? 500 : 0), source);
      expect(sizes.map(({ group }) => group)).toEqual(GROUPS);
      for (const { dataKind, group, size, rho, sigmaSquared } of sizes) {
        expect([dataKind, rho, sigmaSquared]).toEqual(['presence', '1/2000', 1000]);
        errors.push(size - (group === 'both' ? 500 : 0));
      }
    }
    const { mean, variance } = momentsOf(errors);
    expect(Math.abs(mean)).toBeLessThan(3);
    expect(Math.abs(variance - 1000)).toBeLessThan(120);
  });
});

describe('strata', () => {
  const domain: StrataDomain = {
    regions: ['R-1', 'R-2'],
    regionOfArea: new Map([
      ['north', 0],
      ['south', 1],
      ['east', 1],
    ]),
  };
  const person = fc.record({
    groups: fc
      .tuple(...PANEL_DATA_KINDS.map(() => fc.option(fc.constantFrom(...GROUPS), { nil: undefined })))
      .map((groups) => toGroups(groups)),
    attributes: fc.record({
      ageCode: fc.integer({ min: 0, max: AGE_BANDS.length - 1 }),
      genderCode: fc.integer({ min: 0, max: GENDERS.length - 1 }),
      homeArea: fc.constantFrom('north', 'south', 'east', 'elsewhere', ''),
    }),
  });
  const toGroups = (groups: readonly (Group | undefined)[]): ReadonlyMap<PanelDataKind, Group> =>
    new Map(PANEL_DATA_KINDS.flatMap((kind, index) => (groups[index] ? [[kind, groups[index]] as const] : [])));
  const count = (
    people: readonly (typeof person extends fc.Arbitrary<infer T> ? T : never)[],
  ): readonly ExactStrata[] => {
    const strata = emptyStrata(domain);
    for (const { groups, attributes } of people) countPerson(strata, groups, toStratum(domain, attributes));
    return strata;
  };

  it('have one place for every region, age and gender, and a last region for who gave none or one that is not in the plan', () => {
    expect(emptyStrata(domain)).toHaveLength(PANEL_DATA_KINDS.length * GROUPS.length);
    expect(emptyStrata(domain).every(({ sizes }) => sizes.length === 3 * 7 * 3)).toBe(true);
    expect(toStratum(domain, { ageCode: 0, genderCode: 0, homeArea: 'north' })).toBe(0);
    expect(toStratum(domain, { ageCode: 1, genderCode: 2, homeArea: 'east' })).toBe((1 * 7 + 1) * 3 + 2);
    expect(toStratum(domain, NO_ATTRIBUTES)).toBe(3 * 7 * 3 - 1);
    expect(toStratum(domain, { ageCode: 0, genderCode: 1, homeArea: 'constructor' })).toBe(2 * 7 * 3 + 1);
  });

  it('differ by Δ² of at most 3 with and without a person: by one, in one place of each data kind', () => {
    fc.assert(
      fc.property(fc.array(person, { maxLength: 20 }), person, (others, added) => {
        const [without, including] = [count(others), count([...others, added])];
        let squares = 0;
        for (const dataKind of PANEL_DATA_KINDS) {
          const changes = without.flatMap((table, index) =>
            table.dataKind === dataKind ? table.sizes.map((size, at) => including[index]!.sizes[at]! - size) : [],
          );
          const changed = changes.filter((change) => change !== 0);
          expect(changed).toEqual(added.groups.has(dataKind) ? [1] : []);
          squares += changed.length;
        }
        expect(squares).toBeLessThanOrEqual(STRATA_NOISE.sensitivitySquared);
      }),
    );
  });

  it('are told with noise of variance 300 on every figure, empty ones too, for 1/200 a month', () => {
    const exact = count(
      Array.from({ length: 50 }, () => ({
        groups: new Map([['presence', 'both']] as const),
        attributes: { ageCode: 2, genderCode: 1, homeArea: 'south' },
      })),
    );
    const source = seeded(7);
    const errors: number[] = [];
    for (let round = 0; round < 20; round += 1)
      for (const [index, { dataKind, group, sizes }] of measureStrata(exact, source).entries()) {
        expect([dataKind, group]).toEqual([exact[index]!.dataKind, exact[index]!.group]);
        sizes.forEach((size, at) => errors.push(size - exact[index]!.sizes[at]!));
      }
    const { mean, variance } = momentsOf(errors);
    expect(errors).toHaveLength(20 * 9 * 63);
    expect(Math.abs(mean)).toBeLessThan(0.7);
    expect(Math.abs(variance - 300)).toBeLessThan(17);
    expect([STRATA_NOISE.sigmaSquared, STRATA_RHO]).toEqual([300, '1/200']);
  });
});
