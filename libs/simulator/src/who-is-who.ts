import { createInterface } from 'node:readline';
import { AGE_BANDS, DATA_KINDS, type DataKind, GENDERS, type Purpose, PURPOSES } from '@passant/contracts';
import { openFile } from './kit';

/** Everybody of a simulated city, by the number that the truth file calls them (the order of `subscribers.csv`). */
export interface WhoIsWho {
  readonly numbers: readonly string[];
  /** Age in full years on the day, at the youngest that the year of birth allows (as the panel counts it). */
  readonly ages: Uint8Array;
  /** Index in `AGE_BANDS` and `GENDERS`; children have the code of `not-given`: nobody may count them. */
  readonly ageCodes: Uint8Array;
  readonly genderCodes: Uint8Array;
  /** '' where the registry knows none. */
  readonly homeAreas: readonly string[];
  readonly isBusiness: readonly boolean[];
}

/** Reads who is who. @param year of the day in question */
export async function readPeople(subscribersFile: string, year: number): Promise<WhoIsWho> {
  const numbers: string[] = [];
  const ages: number[] = [];
  const genders: string[] = [];
  const homeAreas: string[] = [];
  const isBusiness: boolean[] = [];
  for await (const [number, birthYear, gender, homeArea, , business] of readRows(subscribersFile)) {
    numbers.push(number!);
    ages.push(year - Number(birthYear) - 1);
    genders.push(gender!);
    homeAreas.push(homeArea!);
    isBusiness.push(business === 'true');
  }
  const genderOf = (gender: string) =>
    GENDERS.indexOf(gender === 'f' ? 'female' : gender === 'm' ? 'male' : 'not-given');
  return {
    numbers,
    ages: Uint8Array.from(ages),
    ageCodes: Uint8Array.from(ages, toAgeCode),
    genderCodes: Uint8Array.from(genders, genderOf),
    homeAreas,
    isBusiness,
  };
}

/** The numbers of the first `most` people, in the order of the truth file. */
export async function readNumbers(subscribersFile: string, most: number): Promise<string[]> {
  const numbers: string[] = [];
  for await (const [number] of readRows(subscribersFile)) {
    if (numbers.push(number!) >= most) break;
  }
  return numbers;
}

/** The index of an age in `AGE_BANDS`; of children that of `not-given`. */
export function toAgeCode(age: number): number {
  if (age < 18) return AGE_BANDS.indexOf('not-given');
  return age < 25 ? 0 : Math.min(5, Math.floor((age - 15) / 10));
}

/** The bit of a permission in {@link readPermissions}. */
export const permissionBit = (purpose: Purpose, dataKind: DataKind): number =>
  1 << (PURPOSES.indexOf(purpose) * DATA_KINDS.length + DATA_KINDS.indexOf(dataKind));

/** What each person of `numbers` permits by a file of decisions: a bit for each purpose and data kind that was given. */
export async function readPermissions(decisionsFile: string, numbers: readonly string[]): Promise<Uint16Array> {
  const persons = new Map(numbers.map((number, person) => [number, person]));
  const permissions = new Uint16Array(numbers.length);
  for await (const [number, purpose, dataKind, state] of readRows(decisionsFile)) {
    const person = persons.get(number!);
    if (person === undefined || state !== 'given') continue;
    permissions[person]! |= permissionBit(purpose as Purpose, dataKind as DataKind);
  }
  return permissions;
}

async function* readRows(file: string): AsyncGenerator<string[]> {
  let isHeader = true;
  const input = openFile(file);
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      if (!isHeader) yield line.split(',');
      isHeader = false;
    }
  } finally {
    input.destroy();
  }
}
