import type { MultiPolygon, ZoneId } from '@passant/contracts';
import type { Group } from '../domain/columns';

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
    const shapes = await findShapes([...new Set(groups.map(({ zoneId }) => zoneId as ZoneId))]);
    const features = groups.map((group) => JSON.stringify(toFeature(group, shapes.get(group.zoneId as ZoneId))));
    if (features.length === 0) continue;
    yield Buffer.from(`${isFirst ? '' : ','}\n${features.join(',\n')}`);
    isFirst = false;
  }
  yield Buffer.from(`\n],"method":${JSON.stringify(finish())}}\n`);
}

const toFeature = (group: Group, geometry: MultiPolygon | undefined) => ({
  type: 'Feature',
  geometry: geometry ?? null,
  properties: { zone_id: group.zoneId, zone_name: group.zoneName, ...group.constants, ...group.columns },
});
