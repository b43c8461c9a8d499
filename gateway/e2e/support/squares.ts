import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const DISTRICTS = ['NW', 'NE', 'SW', 'SE'] as const;
export type District = (typeof DISTRICTS)[number];
/** So many people live in each district. */
export const RESIDENTS_PER_DISTRICT = 10_000;
/** Figures speak of residents of 18 and over: the policy's share of Germany's. */
export const ADULTS_PER_DISTRICT = RESIDENTS_PER_DISTRICT * 0.83;
const WEST = 12.3;
const SOUTH = 51.3;

export const lines = (...all: string[]): string => `${all.join('\n')}\n`;
export const toCsv = (rows: readonly string[]): Buffer => Buffer.from(`${rows.join('\n')}\n`);
/** Long enough that no text has it by chance. */
export const cellOf = (district: string) => `RADIO-CELL-${district}`;
const nameOf = (district: string) => `District ${district}`;

/** The files a network operator delivers about a place of four square districts with a tower in the middle of each. */
export interface NetworkFiles {
  readonly cells: string;
  readonly zones: string;
  readonly population: string;
}

/** `sideDegrees`: how large a district is. At 0.04 each tower is heard in every district, at 0.2 in its own alone, nearly. */
export function writeSquares(directory: string, sideDegrees: number): NetworkFiles {
  const write = writeInto(directory);
  return {
    cells: write(
      'cells.csv',
      lines(
        'cell_id,site_id,latitude,longitude,directionality,azimuth_angle,technology,frequency,valid_date_start,valid_date_end',
        ...DISTRICTS.map((district) => {
          const [west, south] = cornerOf(district, sideDegrees);
          const middle = `${south + sideDegrees / 2},${west + sideDegrees / 2}`;
          return `${cellOf(district)},S-${district},${middle},0,,4G,1800,2020-01-01,`;
        }),
      ),
    ),
    zones: write(
      'districts.geojson',
      JSON.stringify({ type: 'FeatureCollection', features: DISTRICTS.map((one) => toFeature(one, sideDegrees)) }),
    ),
    population: write(
      'population.csv',
      lines(
        'area_id,area_name,population,male,female',
        ...DISTRICTS.map((district) => `${district},${nameOf(district)},${RESIDENTS_PER_DISTRICT},5000,5000`),
      ),
    ),
  };
}

/** Writes a file of a folder; gives its path. */
export const writeInto =
  (directory: string) =>
  (name: string, text: string): string => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };

const cornerOf = (district: string, side: number): [number, number] => [
  WEST + (district.endsWith('E') ? side : 0),
  SOUTH + (district.startsWith('N') ? side : 0),
];

function toFeature(district: string, side: number): object {
  const [west, south] = cornerOf(district, side);
  const [east, north] = [west + side, south + side];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ].map((position) => position.map((degrees) => Number(degrees!.toFixed(6))));
  return {
    type: 'Feature',
    properties: { id: district, name: nameOf(district) },
    geometry: { type: 'Polygon', coordinates: [ring] },
  };
}
