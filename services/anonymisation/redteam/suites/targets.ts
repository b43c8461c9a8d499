import { DEFAULT_POLICY } from '@passant/privacy';
import type { Sparse } from '../attacks/least-squares';
import { costOf, toSparse, variancesOf, type CountedOfPerson, type Cube } from '../world/cube';
import { presentOn, type World } from '../world/world';

const AGE_AND_GENDER = 2 * 3;
const ZONES = 6;
const TRIPS = 8;
const MONTHLY_ZONES = 10;

/**
 * A target that changes every table by all of its Δ²: 16 units in one zone in each of 25 hours, six zones with one age, gender, home
 * and dwell bin each, eight different trips. No real day does all of it at once (who is in six zones is not in one all day): it is
 * the worst case that the guarantee is for. With return visits also the month's table, by what one day changes in it.
 */
export function fullTarget(cube: Cube): Sparse {
  const { hours, plan } = cube.frame;
  const counted: CountedOfPerson[] = hours.map((_, column) => ({ product: 'presence', row: 0, column, units: 16 }));
  for (let row = 0; row < ZONES; row += 1) {
    counted.push({ product: 'visitors', row, column: AGE_AND_GENDER, units: 1 });
    counted.push({ product: 'dwell', row, column: row % 6, units: 1 });
    counted.push({ product: 'origin', row, column: 0, units: 1 });
  }
  for (let trip = 0; trip < TRIPS; trip += 1) {
    const [from, to] = [trip % plan.zones.length, (trip + 1) % plan.zones.length];
    counted.push({ product: 'flows', row: from, column: to * 6 + (trip % 6), units: 1 });
  }
  if (cube.products.includes('frequency')) {
    // A day more in each of ten zones of the month: from "1" to "2–3".
    for (let row = 0; row < MONTHLY_ZONES; row += 1) {
      counted.push(
        { product: 'frequency', row, column: 0, units: -1 },
        { product: 'frequency', row, column: 1, units: 1 },
      );
    }
  }
  return toSparse(cube, counted);
}

/** The member whose day costs the median of all days: through the real step 2. */
export function averageTarget(world: World): number {
  const variances = variancesOf(world.cube, DEFAULT_POLICY);
  const day = world.days[0]!;
  const costs = presentOn(day).map((person) => [costOf(day.people[person]!, variances), person] as const);
  costs.sort(([one], [other]) => one - other);
  return costs[costs.length >> 1]![1];
}
