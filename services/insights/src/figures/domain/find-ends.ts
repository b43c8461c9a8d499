import type { ZoneId } from '@passant/contracts';

interface ZoneInRegion {
  readonly id: ZoneId;
  readonly regionId: ZoneId | null;
  readonly covered: boolean;
}

/**
 * The regions that lie wholly in some zones: where flows are released between regions, only they may be answered, or a
 * contract for one zone would tell about its neighbours. Zones without coverage are in nobody's figures and not missed.
 */
export function findEnds(some: readonly ZoneInRegion[], all: readonly ZoneInRegion[]): ZoneId[] {
  const chosen = new Set(some.map(({ id }) => id));
  const regions = [...new Set(some.flatMap(({ regionId }) => regionId ?? []))];
  const isMissing = ({ id, regionId, covered }: ZoneInRegion, region: ZoneId) =>
    regionId === region && covered && !chosen.has(id);
  return regions.filter((region) => !all.some((zone) => isMissing(zone, region)));
}
