import type { District } from './kit';
import type { Atlas, Person } from './people';

/**
 * How many of all people work in each district, as a public statistic would say it: rows `area_id,workplaces` in the order of the
 * districts. `scale`: residents for one simulated person. Who works outside of all districts is in none.
 */
export function toWorkplacesCsv(
  people: readonly Person[],
  districts: readonly District[],
  { atlas, scale }: { readonly atlas: Pick<Atlas, 'longitudes' | 'latitudes'>; readonly scale: number },
): string {
  const districtOf = new Map<number, District | undefined>();
  const workers = new Map<District, number>();
  for (const { work, commutes } of people) {
    if (!commutes) continue;
    if (!districtOf.has(work)) {
      const [longitude, latitude] = [atlas.longitudes[work]!, atlas.latitudes[work]!];
      districtOf.set(
        work,
        districts.find(({ shape }) => shape.contains(longitude, latitude)),
      );
    }
    const district = districtOf.get(work);
    if (district) workers.set(district, (workers.get(district) ?? 0) + 1);
  }
  const rows = districts.map((district) => `${district.id},${Math.round(scale * (workers.get(district) ?? 0))}`);
  return `${['area_id,workplaces', ...rows].join('\n')}\n`;
}
