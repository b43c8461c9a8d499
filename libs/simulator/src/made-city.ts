import type { Kit } from '@passant/contracts';
import { type SimulatedCell, toCellsCsv } from './network';
import { Random } from './random';
import { metresPerDegree, type Position } from './shapes';

const MIDDLE: Position = [9.1, 50.6];
const DISTRICT_METRES = 2_200;
const SITES_PER_DISTRICT = 5;
const RESIDENTS_PER_PERSON = 5.5;
const LEAST_RESIDENTS_PER_DISTRICT = 6_500;
/** Columns and rows of districts, largest first. */
const LAYOUTS = [[4, 4], [4, 3], [3, 3], [3, 2], [2, 2], [2, 1], [1, 1]] as const; // prettier-ignore
const NAMES = [
  'Altstadt', 'Marktviertel', 'Bahnhofsvorstadt', 'Nordhang', 'Mühlenviertel', 'Südufer', 'Weststadt', 'Gartenstadt',
  'Am Wehr', 'Hafen', 'Ostfeld', 'Lindenhof', 'Neustadt', 'Ziegelei', 'Waldau', 'Sonnenberg',
] as const; // prettier-ignore
/** Shares of residents by age, about as in Germany; 17 % are children. `band` names a column: `female_18_24`, `male_18_24`, … */
export const AGE_BANDS = [
  { band: '18_24', from: 18, to: 24, share: 0.08 },
  { band: '25_34', from: 25, to: 34, share: 0.13 },
  { band: '35_44', from: 35, to: 44, share: 0.13 },
  { band: '45_54', from: 45, to: 54, share: 0.13 },
  { band: '55_64', from: 55, to: 64, share: 0.15 },
  { band: '65_plus', from: 65, to: 90, share: 0.21 },
] as const;
/** Columns of the population file with adults by gender and age. */
export const AGE_COLUMNS = {
  female: AGE_BANDS.map(({ band }) => `female_${band}`),
  male: AGE_BANDS.map(({ band }) => `male_${band}`),
} as const;

/** The files of a city that does not exist, by name. */
export interface MadeCity {
  readonly kit: Kit;
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Makes a city: districts that partition it, residents, towers with sectors, a station and a shopping centre with four parts, each
 * with in-building cells. Its size follows the number of people: 16 districts from 19,000 people on.
 */
export function makeCity(people: number, seed: number): MadeCity {
  const random = new Random(seed, 1);
  const residents = Math.max(RESIDENTS_PER_PERSON * people, LEAST_RESIDENTS_PER_DISTRICT);
  const [columns, rows] =
    LAYOUTS.find(([c, r]) => residents / (c * r) >= LEAST_RESIDENTS_PER_DISTRICT) ?? LAYOUTS[LAYOUTS.length - 1]!;
  const map = new LocalMap();
  const districts = makeDistricts({ columns, rows, random, map });
  const places = makePlaces(map);
  const cells = makeCells({ columns, rows, random, map, places });
  const kit = {
    name: 'Wegstadt',
    country: 'DE',
    timeZone: 'Europe/Berlin',
    firstDay: '2026-06-08',
    cells: 'cells.csv',
    zones: 'districts.geojson',
    places: 'places.geojson',
    population: 'population.csv',
  } as Kit;
  const files = new Map([
    ['kit.json', `${JSON.stringify(kit, null, 2)}\n`],
    ['cells.csv', toCellsCsv(cells, '2026-01-01')],
    ['districts.geojson', toGeoJson(districts)],
    ['places.geojson', toGeoJson(places)],
    ['population.csv', makePopulation(districts.length, residents, random)],
  ]);
  return { kit, files };
}

interface Feature {
  readonly properties: { readonly id: string; readonly name: string; readonly kind?: string };
  readonly ring: readonly Position[];
}

interface Ground {
  readonly columns: number;
  readonly rows: number;
  readonly random: Random;
  readonly map: LocalMap;
}

/** Metres east and north of the city's middle to degrees, rounded to the centimetre once, so that shared corners stay shared. */
class LocalMap {
  private readonly scale = metresPerDegree(MIDDLE[1]);

  toPosition(east: number, north: number): Position {
    const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
    return [round(MIDDLE[0] + east / this.scale[0]), round(MIDDLE[1] + north / this.scale[1])];
  }
}

/** A grid with shifted corners and winding edges; neighbours share every vertex of their common edge. */
function makeDistricts({ columns, rows, random, map }: Ground): Feature[] {
  const shift = () => random.between(-0.17, 0.17) * DISTRICT_METRES;
  const corners = Array.from({ length: columns + 1 }, (_, i) =>
    Array.from({ length: rows + 1 }, (_, j): Position => [
      (i - columns / 2) * DISTRICT_METRES + shift(),
      (j - rows / 2) * DISTRICT_METRES + shift(),
    ]),
  );
  const wind = ([ax, ay]: Position, [bx, by]: Position): Position[] => {
    const steps = [0, 1, 2, 3, 4, 5].map((step) => step / 6);
    return steps.map((share, index) => {
      const aside = index === 0 ? 0 : random.between(-0.04, 0.04);
      const [x, y] = [ax + share * (bx - ax) - aside * (by - ay), ay + share * (by - ay) + aside * (bx - ax)];
      return map.toPosition(x, y);
    });
  };
  // An edge is its first corner and the points on the way, without the last corner.
  const east = corners.slice(0, -1).map((column, i) => column.map((corner, j) => wind(corner, corners[i + 1]![j]!)));
  const north = corners.map((column) => column.slice(0, -1).map((corner, j) => wind(corner, column[j + 1]!)));
  const at = (i: number, j: number) => map.toPosition(...corners[i]![j]!);
  const features: Feature[] = [];
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const back = (edge: readonly Position[]) => edge.slice(1).reverse();
      const ring = [
        ...east[i]![j]!,
        ...north[i + 1]![j]!,
        at(i + 1, j + 1),
        ...back(east[i]![j + 1]!),
        at(i, j + 1),
        ...back(north[i]![j]!),
        at(i, j),
      ];
      const number = features.length;
      features.push({ properties: { id: toDistrictId(number), name: NAMES[number]! }, ring });
    }
  }
  return features;
}

const toDistrictId = (number: number): string => `D${String(number + 1).padStart(2, '0')}`;

/** A station, a shopping centre in four parts, and a church: the zone rules leave the church alone. */
function makePlaces(map: LocalMap): Feature[] {
  const block = (id: string, name: string, kind: string, [west, south, width, height]: readonly number[]): Feature => {
    const corner = (x: number, y: number) => map.toPosition(west! + x * width!, south! + y * height!);
    return {
      properties: { id, name, kind },
      ring: [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1), corner(0, 0)],
    };
  };
  return [
    block('P-STATION', 'Hauptbahnhof', 'station', [120, 260, 240, 150]),
    block('P-CENTRE-NW', 'Wegpark Nordwest', 'shopping-centre', [-420, -310, 100, 100]),
    block('P-CENTRE-NE', 'Wegpark Nordost', 'shopping-centre', [-320, -310, 100, 100]),
    block('P-CENTRE-SW', 'Wegpark Südwest', 'shopping-centre', [-420, -410, 100, 100]),
    block('P-CENTRE-SE', 'Wegpark Südost', 'shopping-centre', [-320, -410, 100, 100]),
    block('P-CHURCH', 'Stadtkirche', 'worship', [-60, 40, 90, 70]),
  ];
}

function makeCells({
  columns,
  rows,
  random,
  map,
  places,
}: Ground & { readonly places: readonly Feature[] }): SimulatedCell[] {
  const cells: SimulatedCell[] = [];
  const site = { number: 0 };
  const add = (position: Position, of: Pick<SimulatedCell, 'azimuth' | 'technology' | 'frequency' | 'indoor'>) =>
    cells.push({
      cellId: `C${String(cells.length + 1).padStart(5, '0')}`,
      siteId: `S${String(site.number).padStart(3, '0')}`,
      longitude: Math.round(position[0] * 1e6) / 1e6,
      latitude: Math.round(position[1] * 1e6) / 1e6,
      ...of,
    });
  const addTower = (position: Position) => {
    site.number++;
    const first = random.below(12) * 10;
    for (const azimuth of [first, first + 120, first + 240]) {
      for (const [technology, frequency] of [
        ['4G', '800'],
        ['4G', '1800'],
        ['5G', '3600'],
      ] as const) {
        // prettier-ignore
        add(position, { azimuth, technology, frequency, indoor: false });
      }
    }
  };
  const spacing = DISTRICT_METRES / Math.sqrt(SITES_PER_DISTRICT);
  const [across, up] = [columns, rows].map((count) => Math.max(2, Math.round((count * DISTRICT_METRES) / spacing)));
  for (let i = 0; i < across!; i++) {
    for (let j = 0; j < up!; j++) {
      const jitter = () => random.between(-0.3, 0.3);
      const [east, north] = [i + 0.5 - across! / 2 + jitter(), j + 0.5 - up! / 2 + jitter()];
      addTower(map.toPosition((east * columns * DISTRICT_METRES) / across!, (north * rows * DISTRICT_METRES) / up!));
    }
  }
  addTower(map.toPosition(170, 330));
  for (const { properties, ring } of places) {
    if (properties.kind === 'worship') continue;
    site.number++;
    const middle: Position = [(ring[0]![0] + ring[2]![0]) / 2, (ring[0]![1] + ring[2]![1]) / 2];
    for (const frequency of ['1800', '2100']) add(middle, { azimuth: null, technology: '4G', frequency, indoor: true });
  }
  return cells;
}

function makePopulation(districts: number, residents: number, random: Random): string {
  const weights = Array.from({ length: districts }, () => random.between(0.85, 1.3));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const rows = weights.map((weight, number) => {
    const population = Math.round((residents * weight) / total);
    const male = Math.round(population * random.between(0.475, 0.505));
    const female = population - male;
    const toBands = (people: number) =>
      AGE_BANDS.map(({ share }) => Math.round(people * share * random.between(0.9, 1.1)));
    const bands = [...toBands(female), ...toBands(male)];
    return [toDistrictId(number), NAMES[number]!, population, male, female, ...bands].join(',');
  });
  const columns = [...AGE_COLUMNS.female, ...AGE_COLUMNS.male];
  const header = `area_id,area_name,population,male,female,${columns.join(',')}`;
  return `${[header, ...rows].join('\n')}\n`;
}

function toGeoJson(features: readonly Feature[]): string {
  const list = features.map(({ properties, ring }) =>
    JSON.stringify({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } }),
  );
  return `{"type":"FeatureCollection","features":[\n${list.join(',\n')}\n]}\n`;
}
