import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Market } from '@passant/contracts';
import type { Area, AreaPopulation, Parsed, Place, PlannedZones, RadioCell } from '../src';
import { projectAround } from '../src/projection';
import type { MultiPolygon, Position, Ring } from '../src/ring';

/** Builders draw in metres around 51° north, 10° east. */
export const projection = projectAround(51);
const [originX, originY] = projection.toMetres([10, 51]);
export const at = (x: number, y: number): Position => {
  const [longitude, latitude] = projection.toDegrees([originX + x, originY + y]);
  return [Math.round(longitude * 1e7) / 1e7, Math.round(latitude * 1e7) / 1e7];
};

export const rectangle = (x: number, y: number, width: number, height: number): MultiPolygon => {
  const ring: Ring = [at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height), at(x, y)];
  return [[ring]];
};

export const anArea = (id: string, geometry: MultiPolygon): Area => ({ id, name: `Zone ${id}`, geometry });

export const aPlace = (id: string, geometry: MultiPolygon, kind = 'station'): Place => ({
  ...anArea(id, geometry),
  kind,
});

export const aCell = (cellId: string, x: number, y: number, overrides: Partial<RadioCell> = {}): RadioCell => {
  const [longitude, latitude] = at(x, y);
  return {
    cellId,
    siteId: `S-${cellId}`,
    latitude,
    longitude,
    azimuthDegrees: null,
    technology: '4G',
    frequency: '1800',
    beamWidthDegrees: null,
    rangeMetres: null,
    indoor: false,
    ...overrides,
  };
};

export const residents = (areaId: string, count: number): AreaPopulation => {
  return { areaId, residents: count, male: 0, female: count, adults: null, workplaces: null };
};

/** Residents of both genders, a fifth of them children, with adults by age band. */
export const withAges = (areaId: string, count: number): AreaPopulation => {
  const female = Math.ceil(count / 2);
  const bands = (people: number) => [0.1, 0.12, 0.13, 0.14, 0.15, 0.16].map((share) => Math.floor(share * people));
  const male = count - female;
  const adults = { female: bands(female), male: bands(male) };
  return { areaId, residents: count, male, female, adults, workplaces: null };
};

/** A grid of districts of 1 km, ids `A0`, `B0`, …, with a cell in the middle of each. */
export function aGrid(columns: number, rows: number): { zones: Area[]; cells: RadioCell[] } {
  const zones: Area[] = [];
  const cells: RadioCell[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const id = `${String.fromCharCode(65 + column)}${row}`;
      zones.push(anArea(id, rectangle(column * 1_000, row * 1_000, 1_000, 1_000)));
      cells.push(aCell(`C-${id}`, column * 1_000 + 500, row * 1_000 + 500));
    }
  }
  return { zones, cells };
}

export const market = {
  id: 'test',
  name: 'Test',
  country: 'DE',
  timeZone: 'Europe/Berlin',
  firstDay: '2026-06-08',
} as Market;

export function value<T>(parsed: Parsed<T>): T {
  if (parsed.kind === 'refused') throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.value;
}

export const codes = (result: Parsed<unknown> | PlannedZones): string[] =>
  result.kind === 'refused' ? result.problems.map(({ code }) => code) : [];

export function planned(result: PlannedZones): Extract<PlannedZones, { kind: 'planned' }> {
  if (result.kind === 'refused') throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result;
}

const realInputs = resolve(__dirname, '../../../../shared/data');
export const describeRealInputs = existsSync(realInputs)
  ? describe
  : (name: string, _tests: () => void) =>
      describe.skip(`${name} (no real inputs in ${realInputs})`, () => it('is tried on real inputs', () => undefined));
export const readInput = (file: string): string => readFileSync(join(realInputs, file), 'utf8');
