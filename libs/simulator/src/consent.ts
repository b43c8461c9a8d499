import type { DataKind, Purpose } from '@passant/contracts';
import { hash, type Random } from './random';

/** What of a line decides how likely it is to agree. */
export interface ConsentingLine {
  /** Years, in full. */
  readonly age: number;
  readonly gender: 'm' | 'f' | '';
  readonly homeArea: string;
}

/** How much of the spread each trait accounts for: together 1, so that shares reach `mean · (1 ± spread)` and no further. */
const TRAIT_SHARES = { age: 0.45, gender: 0.15, district: 0.4 } as const;
const OLDEST_BAND_FROM = 65;
const YOUNGEST_BAND_FROM = 18;

/**
 * How much more (up to 1) or less (down to -1) likely than the mean a line is to agree: the young more than the old, women more than
 * men, and each district by chance.
 */
export function leaningOf({ age, gender, homeArea }: ConsentingLine, seed: number): number {
  const years = Math.min(OLDEST_BAND_FROM, Math.max(YOUNGEST_BAND_FROM, age)) - YOUNGEST_BAND_FROM;
  const byAge = 1 - (2 * years) / (OLDEST_BAND_FROM - YOUNGEST_BAND_FROM);
  const byGender = gender === '' ? 0 : gender === 'f' ? 1 : -1;
  const byDistrict = homeArea === '' ? 0 : (2 * hash(seed, 31, hashText(homeArea))) / 0xffff_ffff - 1;
  return TRAIT_SHARES.age * byAge + TRAIT_SHARES.gender * byGender + TRAIT_SHARES.district * byDistrict;
}

function hashText(text: string): number {
  let sum = 0;
  for (const character of text) sum = hash(sum, character.codePointAt(0)!);
  return sum | 0;
}

export interface ConsentOptions {
  /** Share of lines that agree to place statistics, 0 to 1. */
  readonly share: number;
  /** 0: everybody alike. 0.4: between 0.6 and 1.4 times the share by age, gender and district (30 to 70 % at 50 %). */
  readonly spread: number;
  readonly seed: number;
}

/** How likely each line is to agree; the mean over all lines is the share, as far as none would exceed 1. */
export function toShareOf(lines: Iterable<ConsentingLine>, options: ConsentOptions): (line: ConsentingLine) => number {
  const { share, spread, seed } = options;
  if (spread === 0) return () => share;
  let [sum, count] = [0, 0];
  for (const line of lines) {
    sum += leaningOf(line, seed);
    count++;
  }
  const mean = count === 0 ? 0 : sum / count;
  return (line) => Math.min(1, Math.max(0, share * (1 + spread * (leaningOf(line, seed) - mean))));
}

export interface Permission {
  readonly purpose: Purpose;
  readonly dataKind: DataKind;
}

/** Of those who agree, the share that also gives each data kind. */
export const KIND_SHARES: readonly (readonly [DataKind, number])[] = [
  ['profile', 0.9],
  ['home-area', 0.85],
  ['movement', 0.8],
  ['return-visits', 0.6],
];
/** Of those who agree, the share that agrees to public planning as well, and of what they gave for places the share they give again. */
export const PLANNING_SHARE = 0.6;
export const SAME_KIND_SHARE = 0.93;

/** What somebody who agrees permits: presence for place statistics always, all else by the shares above. */
export function drawPermissions(random: Random): Permission[] {
  const kinds = KIND_SHARES.filter(([, share]) => random.chance(share)).map(([dataKind]) => dataKind);
  const isPlanning = random.chance(PLANNING_SHARE);
  const again = kinds.filter(() => random.chance(SAME_KIND_SHARE));
  const forPurpose = (purpose: Purpose, given: readonly DataKind[]): Permission[] =>
    (['presence', ...given] as const).map((dataKind) => ({ purpose, dataKind }));
  return [...forPurpose('place-statistics', kinds), ...(isPlanning ? forPurpose('public-planning', again) : [])];
}
