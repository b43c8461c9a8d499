import type { MeasuredStrata, Product, Region, Table, ZoneId } from '@passant/contracts';
import { fromReleasedRecord, type NoisyTable, type Released } from '@passant/privacy';
import type { MeasuredGroups } from '../src/step-three/compose-release';
import { findHomeColumns, tablesOf, type Frame, type PlanFacts } from '../src/step-three/table-domain';
import { toTable } from '../src/step-three/visitors-margins';

/** UTC starts of the hours of 2026-06-08 in Berlin. */
export const HOURS = Array.from({ length: 24 }, (_, hour) => Date.parse('2026-06-07T22:00:00Z') + hour * 3_600_000);

/** A plan of districts, one home area each, dealt to regions in blocks. */
export function aPlan({
  zones,
  regions,
  residents = null,
}: {
  zones: number;
  regions: number;
  residents?: Region['residents'];
}): PlanFacts {
  return {
    zones: Array.from({ length: zones }, (_, index) => ({
      id: `z${index}` as ZoneId,
      covered: true,
      areas: [`area-${index}`],
      region: Math.floor((index * regions) / zones),
      middle: null,
    })),
    regions: Array.from({ length: regions }, (_, index) => ({
      id: `R${index}` as ZoneId,
      name: `Region ${index}`,
      residents,
    })),
    residents: residents && regions * (residents.female + residents.male),
  };
}

/** Shares who permit something, by region, age and gender (of those given: 6 ages, 2 genders). */
export type Rate = (region: number, age: number, gender: number) => number;

export interface City {
  readonly frame: Frame;
  /** People of a stratum. */
  readonly residents: Rate;
  readonly consent: Rate;
  /** Visitors of a zone from a stratum, of all residents. */
  readonly visitors: (zone: number, region: number, age: number, gender: number) => number;
  /** Share of the panel who gave age and gender, and who gave their home area. */
  readonly profileGiven: number;
  readonly homeGiven: number;
  /** Of those who gave a profile, who gave one half of it only; nobody where it is left out. */
  readonly oneGiven?: (age: number, gender: number) => { readonly age: number; readonly gender: number };
}

const STRATA = [0, 1, 2, 3, 4, 5].flatMap((age) => [0, 1].map((gender) => ({ age, gender })));
const ageCell = (age: number, gender: number): number => age * 3 + gender;
const NOT_GIVEN = ageCell(6, 2);

/** How people of an age and gender lie over the cells of what was given. */
function cellsOf({ profileGiven, oneGiven }: City, age: number, gender: number) {
  const one = oneGiven?.(age, gender) ?? { age: 0, gender: 0 };
  return [
    { cell: ageCell(age, gender), share: profileGiven * (1 - one.age - one.gender) },
    { cell: ageCell(age, 2), share: profileGiven * one.age },
    { cell: ageCell(6, gender), share: profileGiven * one.gender },
    { cell: NOT_GIVEN, share: 1 - profileGiven },
  ];
}

/** The panel of a city as consent would measure it, without noise: everybody is in group `both`. */
export function measureCity(city: City, sigmaSquared = 300) {
  const { frame, residents, consent, homeGiven } = city;
  const regions = frame.plan.regions.length;
  const sizes = new Array<number>((regions + 1) * 21).fill(0);
  for (let region = 0; region < regions; region += 1) {
    for (const { age, gender } of STRATA) {
      const people = residents(region, age, gender) * consent(region, age, gender);
      for (const [where, share] of [
        [region, homeGiven],
        [regions, 1 - homeGiven],
      ] as const) {
        for (const { cell, share: part } of cellsOf(city, age, gender))
          sizes[where * 21 + cell]! += people * share * part;
      }
    }
  }
  const strata = {
    month: '2026-06',
    measuredOn: '2026-06-08',
    regions: frame.plan.regions.map(({ id }) => id),
    tables: (['presence', 'movement', 'return-visits'] as const).map((dataKind) => ({
      dataKind,
      group: 'both' as const,
      sizes,
    })),
    sigmaSquared,
    rho: '1/200',
  } as unknown as MeasuredStrata;
  const size = sizes.reduce((sum, one) => sum + one, 0);
  return { strata, sizes: [{ dataKind: 'presence' as const, group: 'both' as const, size, sigmaSquared: 1000 }] };
}

/** Counts of the panel's visitors and their home areas, as step 2 would count them. */
export function countCity(city: City) {
  const { frame, consent, visitors, homeGiven } = city;
  const { plan } = frame;
  const homes = findHomeColumns(plan);
  const counted = new Array<number>(plan.zones.length * 21).fill(0);
  const origin = new Array<number>(plan.zones.length * homes.ids.length).fill(0);
  for (let zone = 0; zone < plan.zones.length; zone += 1) {
    for (const [region] of plan.regions.entries()) {
      const columns = homes.regions.flatMap((one, column) => (one === region ? [column] : []));
      for (const { age, gender } of STRATA) {
        const people = visitors(zone, region, age, gender) * consent(region, age, gender);
        for (const { cell, share } of cellsOf(city, age, gender)) counted[zone * 21 + cell]! += people * share;
        for (const column of columns)
          origin[zone * homes.ids.length + column]! += (people * homeGiven) / columns.length;
      }
    }
  }
  return { visitors: counted, origin } as const satisfies Partial<Record<Product, number[]>>;
}

/** Counts as if they had been measured with hardly any noise. */
export function measuredAs(
  counts: Partial<Record<Product, readonly number[]>>,
  frame: Frame,
  sigmaSquared = 1e-6,
): MeasuredGroups {
  const tables = new Map<Table, Released<NoisyTable>>();
  for (const product of Object.keys(counts) as Product[]) {
    for (const { table } of tablesOf(product, frame)) {
      tables.set(table, fromReleasedRecord({ values: toTable(table, counts[product]!), sigmaSquared }));
    }
  }
  return new Map([['both', tables]]);
}

/** Everything that a city is released from. */
export const allStrata = STRATA;
