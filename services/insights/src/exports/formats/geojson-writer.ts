import type { MultiPolygon, ZoneId } from '@passant/contracts';
import type { Group, Shape } from '../domain/columns';

/** Public shapes of zones; null where a zone's is not known. */
export type FindShapes = (zoneIds: readonly ZoneId[]) => Promise<ReadonlyMap<ZoneId, MultiPolygon>>;

/**
 * RFC 7946: a feature a group, its figures as lists of equal length in its properties, so that no shape is repeated for
 * each period. What the file is and how it was made is its last member, known once all features are written.
 */
export async function* writeGeojson(
  batches: AsyncIterable<readonly Group[]>,
  { findShapes, finish }: { findShapes: FindShapes; finish: () => object },
) {
  yield Buffer.from('{"type":"FeatureCollection","features":[');
  let isFirst = true;
  for await (const groups of batches) {
    const zoneIds = new Set(groups.flatMap(({ shape }) => ('zoneIds' in shape ? shape.zoneIds : [])));
    const shapes = zoneIds.size > 0 ? await findShapes([...zoneIds] as ZoneId[]) : new Map<ZoneId, MultiPolygon>();
    const features = groups.map((group) => JSON.stringify(toFeature(group, shapes)));
    if (features.length === 0) continue;
    yield Buffer.from(`${isFirst ? '' : ','}\n${features.join(',\n')}`);
    isFirst = false;
  }
  yield Buffer.from(`\n],"method":${JSON.stringify(finish())}}\n`);
}

const toFeature = ({ shape, constants, columns }: Group, shapes: ReadonlyMap<ZoneId, MultiPolygon>) => ({
  type: 'Feature',
  geometry: toGeometry(shape, shapes),
  properties: { ...constants, ...columns },
});

/** Null where one of its zones has no known shape: a part would pass for the whole. */
function toGeometry(shape: Shape, shapes: ReadonlyMap<ZoneId, MultiPolygon>): object | null {
  if ('line' in shape) {
    if (shape.line === null) return null;
    const [from, to] = shape.line;
    const isOnePlace = from[0] === to[0] && from[1] === to[1];
    return isOnePlace ? { type: 'Point', coordinates: from } : { type: 'LineString', coordinates: shape.line };
  }
  const geometries = shape.zoneIds.map((id) => shapes.get(id as ZoneId));
  if (geometries.length === 0 || geometries.includes(undefined)) return null;
  return geometries.length === 1 ? geometries[0]! : { type: 'GeometryCollection', geometries };
}
