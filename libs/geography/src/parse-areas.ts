import { type Parsed, type Problem, toParsed } from './problem';
import { cleanRing, type MultiPolygon, type Position, type Ring } from './ring';

/** A named area of the map: a district, or a place that may be carved out. */
export interface Area {
  readonly id: string;
  readonly name: string;
  /** Cleaned of repeated vertices, in degrees. */
  readonly geometry: MultiPolygon;
}

export interface Place extends Area {
  /** What it is, e.g. `station`, `shopping-centre`, `worship`. */
  readonly kind: string;
}

export interface ParsedAreas<A extends Area> {
  readonly areas: readonly A[];
  /** Vertices that repeated the one before and were dropped. */
  readonly repeatedVertices: number;
}

interface Feature {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly geometry: MultiPolygon;
  readonly repeated: number;
}

/**
 * Parses districts: a GeoJSON FeatureCollection (WGS 84) of polygons with properties `id` and `name`.
 * @param json the parsed JSON value, or its text
 */
export function parseZonesGeoJson(json: unknown): Parsed<ParsedAreas<Area>> {
  return parseFeatures('zones', json, ({ id, name, geometry }): Area => ({ id, name, geometry }));
}

/** Parses places: as districts, with a property `kind`. */
export function parsePlaces(json: unknown): Parsed<ParsedAreas<Place>> {
  return parseFeatures('places', json, ({ id, name, kind, geometry }): Place => ({ id, name, kind, geometry }));
}

function parseFeatures<A extends Area>(file: string, json: unknown, to: (f: Feature) => A): Parsed<ParsedAreas<A>> {
  const collection = typeof json === 'string' ? parseJson(json) : json;
  const features =
    isRecord(collection) && collection['type'] === 'FeatureCollection' ? collection['features'] : undefined;
  if (!Array.isArray(features)) {
    const message = `The ${file} file is not a GeoJSON FeatureCollection: give one with a "features" list.`;
    return { kind: 'refused', problems: [{ code: 'malformed-json', message }] };
  }
  if (features.length === 0) {
    return { kind: 'refused', problems: [{ code: 'empty-file', message: `The ${file} file has no features.` }] };
  }
  const problems: Problem[] = [];
  const parsed = features.map((feature: unknown, index) => parseFeature({ file, feature, index, problems }));
  const found = parsed.filter((feature) => feature !== undefined);
  const seen = new Set<string>();
  for (const { id } of found) {
    if (seen.has(id)) {
      const message = `The ${file} file has two features with the id ${id}: give each its own.`;
      problems.push({ code: 'duplicate-id', message, ids: [id] });
    }
    seen.add(id);
  }
  const repeatedVertices = found.reduce((sum, feature) => sum + feature.repeated, 0);
  return toParsed({ areas: found.map(to), repeatedVertices }, problems);
}

interface Source {
  readonly file: string;
  readonly feature: unknown;
  readonly index: number;
  readonly problems: Problem[];
}

function parseFeature({ file, feature, index, problems }: Source): Feature | undefined {
  const properties = isRecord(feature) && isRecord(feature['properties']) ? feature['properties'] : {};
  const id = toText(properties['id']);
  const where = `Feature ${index + 1} of the ${file} file (id ${id || 'missing'})`;
  const say = (code: Problem['code'], what: string) =>
    problems.push({ code, message: `${where}: ${what}`, ids: id ? [id] : [] });

  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(id) || id === 'outside') {
    say(
      'malformed-value',
      'property "id" must be 1 to 63 letters, digits, dots, dashes or underscores, and not "outside".',
    );
  }
  const name = toText(properties['name']);
  if (name === '' || name.length > 120) say('malformed-value', 'property "name" must have 1 to 120 characters.');
  const kind = toText(properties['kind']);
  if (file === 'places' && kind === '')
    say('malformed-value', 'property "kind" is missing, e.g. "station" or "square".');

  const polygons = toPolygons(isRecord(feature) ? feature['geometry'] : undefined);
  if (!polygons) {
    say('malformed-geometry', 'its geometry must be a Polygon or MultiPolygon with lists of [longitude, latitude].');
    return undefined;
  }
  const cleaned = polygons.map((polygon) => polygon.map(cleanRing));
  const rings = cleaned.flat();
  const outOfRange = rings.some(({ ring }) => ring.some(([x, y]) => !(Math.abs(x) <= 180 && Math.abs(y) <= 90)));
  if (outOfRange) {
    say('bad-coordinates', 'coordinates must be degrees, longitude before latitude (WGS 84): reproject the file.');
  }
  if (rings.some(({ ring }) => !isClosed(ring))) {
    say('malformed-geometry', 'a ring must have at least three corners and end where it begins.');
  }
  return {
    id,
    name,
    kind,
    geometry: cleaned.map((polygon) => polygon.map(({ ring }) => ring)),
    repeated: rings.reduce((sum, { repeated }) => sum + repeated, 0),
  };
}

function toPolygons(geometry: unknown): MultiPolygon | undefined {
  if (!isRecord(geometry)) return undefined;
  const { type, coordinates } = geometry;
  const polygons: unknown = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : undefined;
  if (!isList(polygons) || !polygons.every((polygon) => isList(polygon) && polygon.every(isRing))) return undefined;
  return polygons.map((polygon) => (polygon as Ring[]).map((ring) => ring.map(([x, y]): Position => [x, y])));
}

const isList = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > 0;
const isRing = (value: unknown): value is Ring => isList(value) && value.every(isPosition);
const isPosition = (value: unknown): boolean =>
  Array.isArray(value) && value.length >= 2 && Number.isFinite(value[0]) && Number.isFinite(value[1]);

function isClosed(ring: Ring): boolean {
  const [first, last] = [ring[0]!, ring[ring.length - 1]!];
  return ring.length >= 4 && first[0] === last[0] && first[1] === last[1];
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const toText = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
