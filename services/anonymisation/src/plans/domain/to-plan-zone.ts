import type { Zone } from '@passant/contracts';
import { findCentroid, type Point } from '@passant/geography';

/** What a release needs to know of a zone. */
export interface PlanZone {
  readonly id: Zone['id'];
  readonly kind: Zone['kind'];
  readonly covered: boolean;
  readonly areas: readonly string[];
  readonly region: number;
  /** Public residents; null where unknown, and in plans of before. */
  readonly residents: number | null;
  /** Centroid, which decides what is far; null without a shape, and in plans of before: their flows stay as they were released. */
  readonly middle: Point | null;
}

export const toPlanZone = ({ id, kind, covered, areas, region, residents, geometry }: Zone): PlanZone => ({
  ...{ id, kind, covered, areas, region, residents },
  middle: findCentroid(geometry),
});
