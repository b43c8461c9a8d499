import { createReadStream, existsSync } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kit, kitSchema } from '@passant/contracts';
import { AGE_COLUMNS } from './made-city';
import { readCells, readTable, type SimulatedCell } from './network';
import { type Polygons, Shape, toPolygons } from './shapes';

/** The kit cannot be used. The message says what, where and what to do. */
export class KitInvalid extends Error {
  override readonly name = 'KitInvalid';
  readonly code = 'KIT_INVALID';
}

/** A kit as it lies in a folder. */
export interface KitFolder {
  readonly kit: Kit;
  readonly directory: string;
  path(file: 'cells' | 'zones' | 'places' | 'population' | 'events'): string | undefined;
}

/** Reads `kit.json` and checks that the files it names are there. */
export async function openKit(directory: string): Promise<KitFolder> {
  const file = join(directory, 'kit.json');
  const text = await readFile(file, 'utf8').catch(() => {
    throw new KitInvalid(
      `${file} cannot be read: give a folder with a kit.json (name, country, timeZone, firstDay, cells).`,
    );
  });
  const parsed = kitSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`);
    throw new KitInvalid(`${file} is not a valid kit. ${problems.join('; ')}.`);
  }
  const kit = parsed.data;
  for (const name of [kit.cells, kit.zones, kit.places, kit.population, kit.events]) {
    if (name !== undefined && !existsSync(join(directory, name))) {
      throw new KitInvalid(`${file} names ${name}, which is not in ${directory}: add the file or drop the line.`);
    }
  }
  return { kit, directory, path: (key) => (kit[key] === undefined ? undefined : join(directory, kit[key])) };
}

/** Copies the network's files (not the events) and `kit.json` as they are. */
export async function copyKit({ kit, directory }: KitFolder, to: string): Promise<void> {
  const names = ['kit.json', kit.cells, kit.zones, kit.places, kit.population].filter((name) => name !== undefined);
  for (const name of names) await copyFile(join(directory, name), join(to, name));
}

export interface District {
  readonly id: string;
  readonly shape: Shape;
  /** Public residents; null without a population file. */
  readonly residents: number | null;
  readonly maleShare: number;
  /** Adults by age band (as `AGE_BANDS`), first women, then men; null where the population file has no bands. */
  readonly adults: readonly number[] | null;
}

export interface PublicPlace {
  readonly kind: string;
  readonly shape: Shape;
  /** Has cells inside its building. */
  readonly indoor: boolean;
}

/** What of a kit the simulation needs. */
export interface Ground {
  readonly cells: readonly SimulatedCell[];
  readonly districts: readonly District[];
  readonly places: readonly PublicPlace[];
}

/** Reads the network and the ground of a kit for simulating over it; bad rows are left to whoever imports the files. */
export async function readGround(folder: KitFolder): Promise<Ground> {
  const text = (key: 'cells' | 'zones' | 'places' | 'population') => {
    const path = folder.path(key);
    return path === undefined ? undefined : readFile(path, 'utf8');
  };
  const cells = readCells((await text('cells'))!);
  if (cells.length === 0) {
    throw new KitInvalid(
      `${folder.path('cells')} has no usable cell: it needs comma-separated columns cell_id, site_id, latitude, longitude, directionality, azimuth_angle and one row a cell.`,
    );
  }
  const population = await text('population');
  const rows = new Map(population === undefined ? [] : readTable(population).map((row) => [row.get('area_id'), row]));
  const districts = readFeatures(await text('zones')).map(({ properties, polygons }): District => {
    const row = rows.get(String(properties['id']));
    const count = (column: string) => Number(row?.get(column) ?? NaN);
    const maleShare = count('male') / (count('male') + count('female'));
    const adults = [...AGE_COLUMNS.female, ...AGE_COLUMNS.male].map(count);
    return {
      id: String(properties['id']),
      shape: new Shape(polygons),
      residents: Number.isFinite(count('population')) ? count('population') : null,
      maleShare: Number.isFinite(maleShare) ? maleShare : 0.5,
      adults: adults.every((people) => people >= 0) && adults.some((people) => people > 0) ? adults : null,
    };
  });
  const places = readFeatures(await text('places')).map(({ properties, polygons }): PublicPlace => {
    const shape = new Shape(polygons);
    const indoor = cells.some((cell) => cell.indoor && shape.contains(cell.longitude, cell.latitude));
    return { kind: String(properties['kind'] ?? ''), shape, indoor };
  });
  return { cells, districts, places };
}

interface ReadFeature {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly polygons: Polygons;
}

function readFeatures(text: string | undefined): ReadFeature[] {
  const collection = text === undefined ? undefined : (parseJson(text) as { features?: unknown } | undefined);
  if (!Array.isArray(collection?.features)) return [];
  return (collection.features as { properties?: Record<string, unknown>; geometry?: unknown }[])
    .map(({ properties, geometry }) => ({ properties: properties ?? {}, polygons: toPolygons(geometry) }))
    .filter(({ polygons }) => polygons.length > 0);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

export const openFile = (path: string) => createReadStream(path, { highWaterMark: 1 << 20 });
