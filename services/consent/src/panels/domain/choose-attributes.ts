import {
  AGE_BANDS,
  AGE_NOT_GIVEN,
  type DataKind,
  type Day,
  GENDER_NOT_GIVEN,
  GENDERS,
  type Group,
} from '@passant/contracts';
import { type Allows, holds, type PanelInstants, purposesOf } from './choose-group';

/** What the registry says of somebody. */
export interface HolderFacts {
  readonly birthYear: number;
  readonly gender: 'm' | 'f' | null;
  /** Source area of the contract's address. */
  readonly homeArea: string | null;
}

/** Codes as in panel files; an empty home area: not given. */
export interface Attributes {
  readonly ageCode: number;
  readonly genderCode: number;
  readonly homeArea: string;
}

export const NO_ATTRIBUTES: Attributes = { ageCode: AGE_NOT_GIVEN, genderCode: GENDER_NOT_GIVEN, homeArea: '' };

/** What a person's attributes depend on, besides the registry. */
export interface AttributeQuestion {
  readonly day: Day;
  readonly instants: PanelInstants;
  readonly allows: Allows;
  /** undefined: not in the presence panel. */
  readonly presenceGroup: Group | undefined;
}

/**
 * The attributes of somebody's presence rows: each only where the person permits it for *every* purpose of its presence group,
 * as figures of all these purposes are counted from the same rows. Else not given.
 */
export function chooseAttributes(holder: HolderFacts, question: AttributeQuestion): Attributes {
  const { presenceGroup, allows, instants } = question;
  if (!presenceGroup) return NO_ATTRIBUTES;
  const isPermitted = (dataKind: DataKind): boolean =>
    purposesOf(presenceGroup).every((purpose) => holds(allows, purpose, dataKind, instants));
  const profile = isPermitted('profile');
  return {
    ageCode: profile ? toAgeCode(holder.birthYear, question.day) : AGE_NOT_GIVEN,
    genderCode: profile ? toGenderCode(holder.gender) : GENDER_NOT_GIVEN,
    homeArea: isPermitted('home-area') ? (holder.homeArea ?? '') : '',
  };
}

const OLDEST_BAND = AGE_BANDS.indexOf('65+');

/**
 * The age band on a day. Only the birth year is known, so a person is one of two ages; the younger is taken, which the person
 * has certainly reached: the reading by which nobody under 18 is in a panel.
 */
export function toAgeCode(birthYear: number, day: Day): number {
  const age = Number(day.slice(0, 4)) - birthYear - 1;
  if (age < 18) return AGE_NOT_GIVEN;
  return age < 25 ? 0 : Math.min(OLDEST_BAND, Math.floor((age - 15) / 10));
}

const toGenderCode = (gender: HolderFacts['gender']): number =>
  gender === null ? GENDER_NOT_GIVEN : GENDERS.indexOf(gender === 'f' ? 'female' : 'male');
