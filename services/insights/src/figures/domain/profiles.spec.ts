import { AGE_BANDS, GENDERS } from '@passant/contracts';
import { fitMargins, fitParts, fittedVariance, fromReleasedRecord, type NoisyTable } from '@passant/privacy';
import fc from 'fast-check';
import { SHAPE, SIGMA_SQUARED, visitorsArtefact } from '../../../test/artefacts';
import { toTables } from '../../../test/tables';
import {
  blockCovariance,
  blockNoise,
  EVERYBODY,
  findFitParts,
  isEverybody,
  type Profile,
  toBlock,
  toProfile,
} from './profiles';

const artefact = visitorsArtefact();
const tables = toTables([artefact]).byPeriod.get(artefact.period)!;
const subset = (count: number) => fc.subarray([...Array(count).keys()], { minLength: 1 });
const profile: fc.Arbitrary<Profile> = fc.record({ ages: subset(SHAPE.ages), genders: subset(SHAPE.genders) });

describe('a profile', () => {
  it('is everybody where nothing is named, or all of both', () => {
    expect(toProfile([], [])).toEqual(EVERYBODY);
    expect(isEverybody(toProfile([...AGE_BANDS], [...GENDERS]))).toBe(true);
    expect(isEverybody(toProfile(['65+'], []))).toBe(false);
  });

  it.each([
    [[], [], 'visitors', [0]],
    [['25-34', '18-24'], [], 'visitors-by-age', [0, 1]],
    [[], ['male'], 'visitors-by-gender', [1]],
    [['65+'], ['female', 'male'], 'visitors-by-age-and-gender', [15, 16]],
  ] as const)('of %s and %s is read in the smallest table that has it', (ages, genders, table, columns) => {
    expect(toBlock(toProfile(ages, genders))).toEqual({ table, columns });
  });
});

describe('the noise of a block', () => {
  it('tells the four parts of the fit from the four tables', () => {
    const parts = fitParts(SIGMA_SQUARED, SHAPE);
    for (const [name, variance] of Object.entries(findFitParts(tables)!)) {
      expect(variance).toBeCloseTo(parts[name as keyof typeof parts], 6);
    }
  });

  it('is that of the fitted sum, never a sum of variances', () => {
    const parts = fitParts(SIGMA_SQUARED, SHAPE);
    fc.assert(
      fc.property(profile, (one) => {
        const block = toBlock(one);
        const size = { ages: one.ages.length, genders: one.genders.length };
        const variance = blockNoise(tables, block)(block.columns.map(() => 1));
        expect(variance).toBeCloseTo(fittedVariance(parts, SHAPE, size), 6);
      }),
    );
  });

  it('with weights of their own, and the covariance with everybody, are what the fit itself does to the noise', () => {
    const responses = listResponses();
    const weightOf = fc.double({ min: 0, max: 30, noNaN: true });
    const weights = fc.array(weightOf, { minLength: 21, maxLength: 21 });
    fc.assert(
      fc.property(profile, weights, (one, all) => {
        const block = toBlock(one);
        const used = block.columns.map((_, index) => all[index]!);
        const total = { table: 'visitors', columns: [0] } as const;
        const ofBlock = responses.map((fitted) => weigh(fitted, block, used));
        const ofTotal = responses.map((fitted) => weigh(fitted, total, [1]));
        const variance = ofBlock.reduce((sum, response) => sum + response ** 2, 0);
        const covariance = ofBlock.reduce((sum, response, index) => sum + response * ofTotal[index]!, 0);
        expect(blockNoise(tables, block)(used)).toBeCloseTo(variance, 4);
        expect(blockCovariance(tables, block, used)).toBeCloseTo(covariance, 4);
      }),
    );
  });

  it('is a sum of variances where a table was left out, so that nothing was fitted', () => {
    const left = new Map([...tables].filter(([name]) => name !== 'visitors-by-gender'));
    const block = toBlock(toProfile(['18-24', '65+'], []));
    expect(findFitParts(left)).toBeNull();
    expect(blockNoise(left, block)([1, 1])).toBeCloseTo(2 * tables.get('visitors-by-age')!.variance, 9);
  });
});

type Fitted = ReturnType<typeof fitMargins>;

/** What one standard deviation of noise on each of the 32 measured figures of a zone does to all fitted ones. */
function listResponses(): Fitted[] {
  const sizes = [1, SHAPE.ages, SHAPE.genders, SHAPE.ages * SHAPE.genders];
  const variances = [SIGMA_SQUARED.total, SIGMA_SQUARED.byAge, SIGMA_SQUARED.byGender, SIGMA_SQUARED.byAgeAndGender];
  return sizes.flatMap((size, table) =>
    Array.from({ length: size }, (_, figure) => {
      const [total, byAge, byGender, byAgeAndGender] = sizes.map((length, other) => {
        const values = Array.from({ length }, (_one, index) =>
          other === table && index === figure ? Math.sqrt(variances[other]!) : 0,
        );
        return fromReleasedRecord<NoisyTable>({ values, sigmaSquared: variances[other]! });
      });
      return fitMargins({ total: total!, byAge: byAge!, byGender: byGender!, byAgeAndGender: byAgeAndGender! }, SHAPE);
    }),
  );
}

function weigh(fitted: Fitted, { table, columns }: ReturnType<typeof toBlock>, weights: readonly number[]): number {
  const { values } = {
    visitors: fitted.total,
    'visitors-by-age': fitted.byAge,
    'visitors-by-gender': fitted.byGender,
    'visitors-by-age-and-gender': fitted.byAgeAndGender,
  }[table];
  return columns.reduce((sum, column, index) => sum + weights[index]! * values[column]!, 0);
}
