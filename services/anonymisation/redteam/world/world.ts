import { hoursOfDay, type Day } from '@passant/contracts';
import { toDayWindow } from '../../src/transform/domain/day-window';
import type { Sparse } from '../attacks/least-squares';
import type { City } from './city';
import { cubeOf, toSparse, type CountedOfPerson, type Cube } from './cube';
import { countByPerson, saltOf, type StepTwoInput } from './step-two';

/** A day of the city after step 2, still told apart by person: what an attacker may know of everybody. */
export interface WorldDay {
  readonly day: Day;
  /** Empty for who has no events. */
  readonly people: readonly Sparse[];
  readonly counted: readonly (readonly CountedOfPerson[])[];
}

/** A city with the real step 2 run over its days. All days have the same hours, so one cube serves them. */
export interface World {
  readonly city: City;
  readonly cube: Cube;
  readonly days: readonly WorldDay[];
}

/** @param scratchDirectory where engine sessions put their files */
export async function buildWorld(city: City, scratchDirectory: string): Promise<World> {
  const [first] = city.days;
  if (!first) throw new RangeError('a city without a day');
  const cube = cubeOf({ plan: city.plan, hours: hoursOfDay(first.day, city.market.timeZone) });
  const days: WorldDay[] = [];
  for (const [index, { day, traces }] of city.days.entries()) {
    const input: StepTwoInput = {
      city,
      window: toDayWindow(day, city.market.timeZone)!,
      members: city.members,
      traces,
      salt: saltOf(index),
    };
    const counted = await countByPerson(input, scratchDirectory);
    days.push({ day, counted, people: counted.map((one) => toSparse(cube, one)) });
  }
  return { city, cube, days };
}

/** Members who take part in a day at all. */
export const presentOn = ({ people }: WorldDay): number[] =>
  people.flatMap(({ figures }, person) => (figures.length > 0 ? [person] : []));
