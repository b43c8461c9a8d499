import {
  AGE_BANDS,
  AGE_NOT_GIVEN,
  GENDER_NOT_GIVEN,
  GENDERS,
  type MeasuredStrata,
  type Region,
} from '@passant/contracts';
import type { MeasuredSize } from '@passant/privacy';

const WIDTH = GENDERS.length;
const CELLS = AGE_BANDS.length * WIDTH;
const GIVEN_AGES = AGE_BANDS.length - 1;
const GIVEN_GENDERS = WIDTH - 1;

/** Strata by age × gender, or, where public ages are missing, by gender: then residents are those of 18 and over by share. */
export type StrataKind = 'age-and-gender' | 'gender-and-adult-share';

/** How many profiles a kind tells apart: 12 (`age · 2 + gender`), or 2 genders. */
export const profilesOf = (kind: StrataKind): number =>
  kind === 'age-and-gender' ? GIVEN_AGES * GIVEN_GENDERS : GIVEN_GENDERS;

/** The profile of an age and gender (their codes); null where one of them is not given. */
export function profileOf(kind: StrataKind, age: number, gender: number): number | null {
  if (age === AGE_NOT_GIVEN || gender === GENDER_NOT_GIVEN) return null;
  return kind === 'age-and-gender' ? age * GIVEN_GENDERS + gender : gender;
}

/** Which strata public residents allow; null where a region's residents, or the country's adult share, are unknown. */
export function findStrataKind(regions: readonly Region[], adultShare: number | null): StrataKind | null {
  if (regions.length === 0 || regions.some(({ residents }) => residents === null)) return null;
  if (regions.every(({ residents }) => residents!.adults !== null)) return 'age-and-gender';
  return adultShare === null ? null : 'gender-and-adult-share';
}

/** Public residents of 18 and over of a profile in a region. Asked only where {@link findStrataKind} found a kind. */
export function residentsOf({ residents }: Region, profile: number, adultShare: number | null): number {
  if (residents!.adults && adultShare === null) {
    const [age, gender] = [Math.floor(profile / GIVEN_GENDERS), profile % GIVEN_GENDERS];
    return (gender === 0 ? residents!.adults.female : residents!.adults.male)[age]!;
  }
  return (profile === 0 ? residents!.female : residents!.male) * adultShare!;
}

/** A measured panel by profile and region. The last region holds who gave no home area. */
export interface StrataGrid {
  /** `given[profile][region]`: who gave age and gender. */
  readonly given: readonly (readonly MeasuredSize[])[];
  /** `notGiven[region]`: who gave not both. */
  readonly notGiven: readonly MeasuredSize[];
  /** Of all regions, by age (gender): who gave it and not the other, and who gave both. */
  readonly ages: readonly OneGiven[];
  readonly genders: readonly OneGiven[];
}

export interface OneGiven {
  readonly alone: MeasuredSize;
  readonly withBoth: MeasuredSize;
}

/** The tables of the groups that are used, added. */
export function toStrataGrid(
  kind: StrataKind,
  tables: MeasuredStrata['tables'],
  { regions, sigmaSquared }: Pick<MeasuredStrata, 'regions' | 'sigmaSquared'>,
): StrataGrid {
  const all = regions.length + 1;
  const empty = () => Array.from({ length: all }, () => ({ size: 0, sigmaSquared: 0 }));
  const given = Array.from({ length: profilesOf(kind) }, empty);
  const notGiven = empty();
  const none = () => ({ size: 0, sigmaSquared: 0 });
  const ages = AGE_BANDS.map(() => ({ alone: none(), withBoth: none() }));
  const genders = GENDERS.map(() => ({ alone: none(), withBoth: none() }));
  for (const { sizes } of tables) {
    if (sizes.length !== all * CELLS) throw new RangeError('strata of other regions, ages or genders');
    for (const [index, size] of sizes.entries()) {
      const [region, cell] = [Math.floor(index / CELLS), index % CELLS];
      const [age, gender] = [Math.floor(cell / WIDTH), cell % WIDTH];
      const profile = profileOf(kind, age, gender);
      const which = profile === null ? 'alone' : 'withBoth';
      const sums = [profile === null ? notGiven[region]! : given[profile]![region]!];
      for (const sum of [...sums, ages[age]![which], genders[gender]![which]]) {
        sum.size += size;
        sum.sigmaSquared += sigmaSquared;
      }
    }
  }
  return { given, notGiven, ages, genders };
}

/** The sum of measured sizes; their noise is independent. */
export const addSizes = (sizes: readonly MeasuredSize[]): MeasuredSize => ({
  size: sizes.reduce((sum, { size }) => sum + size, 0),
  sigmaSquared: sizes.reduce((sum, one) => sum + one.sigmaSquared, 0),
});
