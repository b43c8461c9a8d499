import type { Region, Zone } from '@passant/contracts';
import type { PlanFacts } from '../src/step-three/table-domain';
import { toPlanZone } from '../src/plans/domain/to-plan-zone';
import type { CityPlan } from './city';
import type { Lines } from './lines';

const AGES = 6;

/** The region of each line's home; the number of regions where it is unknown. */
export function regionsOfLines(
  zones: readonly Pick<Zone, 'areas' | 'region'>[],
  regions: number,
  lines: Lines,
): Uint16Array {
  const regionOfArea = new Map(zones.flatMap(({ areas, region }) => areas.map((area) => [area, region] as const)));
  return Uint16Array.from(lines.homeAreas, (area) => regionOfArea.get(area) ?? regions);
}

/**
 * The public facts of a city whose residents are the simulated lines: adults of private lines by region, age and gender.
 * The released figures then speak of the very people that pipeline truth counts. A city of which the network
 * has only a part would add an error of its own, the same with and without privacy.
 */
export function toPublicFacts({ zones, regions }: CityPlan, lines: Lines, regionOfLine: Uint16Array): PlanFacts {
  const counts = regions.map(() => ({
    female: new Array<number>(AGES).fill(0),
    male: new Array<number>(AGES).fill(0),
  }));
  const ofZones = zones.map(() => 0);
  const zoneOfArea = new Map(zones.flatMap(({ areas }, zone) => areas.map((area) => [area, zone] as const)));
  let residents = 0;
  for (const [line, eligible] of lines.eligible.entries()) {
    const region = counts[regionOfLine[line]!];
    if (eligible !== 1 || !region) continue;
    region[lines.genders[line] === 0 ? 'female' : 'male'][lines.ages[line]!]! += 1;
    ofZones[zoneOfArea.get(lines.homeAreas[line]!)!]! += 1;
    residents += 1;
  }
  return {
    zones: zones.map((zone, index) => ({ ...toPlanZone(zone), residents: ofZones[index]! })),
    regions: regions.map(({ id, name }, index): Region => {
      const { female, male } = counts[index]!;
      const all = { female: female.reduce(add, 0), male: male.reduce(add, 0) };
      return { id, name, residents: { ...all, adults: { female, male } } };
    }),
    residents,
  };
}

const add = (sum: number, value: number): number => sum + value;
