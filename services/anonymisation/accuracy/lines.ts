import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { AGE_NOT_GIVEN, type Day } from '@passant/contracts';
import { seededSource, uniform } from './random';

/** The simulated lines as the registry knows them, one entry a line. */
export interface Lines {
  readonly numbers: readonly string[];
  readonly homeAreas: readonly string[];
  /** Index in `AGE_BANDS`. */
  readonly ages: Uint8Array;
  /** Index in `GENDERS`: what the person is. The registry has none for some, see {@link Lines.genderKnown}. */
  readonly genders: Uint8Array;
  readonly genderKnown: Uint8Array;
  /** 1: an adult with a private line. Nobody else is ever counted. */
  readonly eligible: Uint8Array;
}

/** Lower ends of the bands from the second on, in years. */
const BAND_STARTS = [25, 35, 45, 55, 65];

/** The age band of an adult, as an index in `AGE_BANDS`. */
export const toAgeCode = (age: number): number => BAND_STARTS.filter((start) => age >= start).length;

/** Reads what the simulator wrote: `msisdn,birth_year,gender,home_area,contract_start,is_business`. */
export async function readLines(file: string, firstDay: Day, seed: number): Promise<Lines> {
  const [numbers, homeAreas]: [string[], string[]] = [[], []];
  const [ages, genders, genderKnown, eligible]: [number[], number[], number[], number[]] = [[], [], [], []];
  const year = Number(firstDay.slice(0, 4));
  const hidden = seededSource(seed, 'genders the registry does not know');
  let header = true;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (header) {
      header = false;
      continue;
    }
    const [number = '', birthYear, gender = '', homeArea = '', , business] = line.split(',');
    const age = year - Number(birthYear) - 1;
    numbers.push(number);
    homeAreas.push(homeArea);
    ages.push(age < 18 ? AGE_NOT_GIVEN : toAgeCode(age));
    genderKnown.push(gender === '' ? 0 : 1);
    genders.push(gender === '' ? (uniform(hidden) < 0.5 ? 0 : 1) : gender === 'f' ? 0 : 1);
    eligible.push(age >= 18 && business !== 'true' ? 1 : 0);
  }
  return {
    numbers,
    homeAreas,
    ages: Uint8Array.from(ages),
    genders: Uint8Array.from(genders),
    genderKnown: Uint8Array.from(genderKnown),
    eligible: Uint8Array.from(eligible),
  };
}
