import type { Zone } from '@passant/contracts';

/** Rows of a table that are added: zones by themselves, neighbours together, or all. Covered ones only. */
export interface Places {
  readonly zones: readonly (readonly number[])[];
  readonly areas: readonly (readonly number[])[];
  readonly city: readonly (readonly number[])[];
}

const ZONES_OF_AREA = 5;

/** An area is a zone with the four others whose middles are nearest to its own: one a zone, so areas overlap. */
export function listPlaces(zones: readonly Pick<Zone, 'covered' | 'geometry'>[]): Places {
  const covered = zones.flatMap((zone, row) => (zone.covered ? [{ row, middle: middleOf(zone.geometry) }] : []));
  return {
    zones: covered.map(({ row }) => [row]),
    areas: covered.map(({ middle }) =>
      [...covered]
        .sort((one, other) => distance(middle, one.middle) - distance(middle, other.middle))
        .slice(0, ZONES_OF_AREA)
        .map(({ row }) => row),
    ),
    city: [covered.map(({ row }) => row)],
  };
}

type Middle = readonly [longitude: number, latitude: number];

function middleOf({ coordinates }: Zone['geometry']): Middle {
  const points = coordinates.flat(2);
  const middle = (axis: 0 | 1) => {
    const all = points.map((point) => point[axis]);
    return (Math.min(...all) + Math.max(...all)) / 2;
  };
  return [middle(0), middle(1)];
}

/** In degrees of latitude: enough to tell who is nearer within a city. */
const distance = (one: Middle, other: Middle): number =>
  Math.hypot((one[0] - other[0]) * Math.cos((one[1] * Math.PI) / 180), one[1] - other[1]);
