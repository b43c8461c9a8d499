import type { FigureStatus, ZoneId } from '@passant/contracts';

/** A cell of one hour, as the specification shapes it. */
export type CellDensity =
  | { readonly geohash: string; readonly dataType: 'NO_DATA' | 'LOW_DENSITY' }
  | {
      readonly geohash: string;
      readonly dataType: 'DENSITY_ESTIMATION';
      readonly maxPplDensity: number;
      readonly minPplDensity: number;
      readonly pplDensity: number;
    };

export interface TimedDensity {
  readonly startTime: string;
  readonly endTime: string;
  readonly cellPopulationDensityData: readonly CellDensity[];
}

/** People in one zone by the hour, and its area. */
export interface ZonePresence {
  readonly areaSquareMetres: number;
  readonly values: readonly (number | null)[];
  readonly lows: readonly (number | null)[];
  readonly highs: readonly (number | null)[];
  readonly statuses: readonly FigureStatus[];
}

/** A cell, and which part of it lies in which zone. */
export interface ShareOfCell {
  readonly geohash: string;
  readonly zones: readonly { readonly id: ZoneId; readonly share: number }[];
}

const SQUARE_METRES_PER_KM2 = 1_000_000;
const HOUR_MS = 3_600_000;

/**
 * People per square kilometre by hour and cell. A cell has the density of the zones it overlaps, by area: nothing is told
 * that the zones do not tell. It is what most of its part in zones is: suppressed is `LOW_DENSITY` without a figure; what lies in suppressed zones is left out of the others' mean. `NO_DATA`: no zone that may be asked
 * about, or no figure for that hour. The interval is the 95 % one; zones err independently, so distances add in squares.
 */
export function composeDensity(
  cells: readonly ShareOfCell[],
  zones: ReadonlyMap<ZoneId, ZonePresence>,
  hours: readonly number[],
): TimedDensity[] {
  return hours.map((startMs, hour) => ({
    startTime: new Date(startMs).toISOString(),
    endTime: new Date(startMs + HOUR_MS).toISOString(),
    cellPopulationDensityData: cells.map((cell) => toCell(cell, zones, hour)),
  }));
}

function toCell(cell: ShareOfCell, zones: ReadonlyMap<ZoneId, ZonePresence>, hour: number): CellDensity {
  const { geohash } = cell;
  const parts = { PUBLISHED: 0, SUPPRESSED: 0, NO_DATA: 0 };
  let [people, below, above] = [0, 0, 0];
  for (const { id, share } of cell.zones) {
    const zone = zones.get(id);
    const status = zone?.statuses[hour] ?? 'NO_DATA';
    parts[status] += share;
    if (!zone || status !== 'PUBLISHED') continue;
    const [value, low, high] = [zone.values[hour]!, zone.lows[hour]!, zone.highs[hour]!];
    const weight = (share * SQUARE_METRES_PER_KM2) / zone.areaSquareMetres;
    people += weight * value;
    below += (weight * (value - low)) ** 2;
    above += (weight * (high - value)) ** 2;
  }
  const { PUBLISHED, SUPPRESSED, NO_DATA } = parts;
  if (PUBLISHED + SUPPRESSED === 0 || NO_DATA > PUBLISHED + SUPPRESSED) return { geohash, dataType: 'NO_DATA' };
  if (SUPPRESSED >= PUBLISHED) return { geohash, dataType: 'LOW_DENSITY' };
  return {
    ...{ geohash, dataType: 'DENSITY_ESTIMATION' },
    maxPplDensity: Math.ceil((people + Math.sqrt(above)) / PUBLISHED),
    minPplDensity: Math.max(0, Math.floor((people - Math.sqrt(below)) / PUBLISHED)),
    pplDensity: Math.max(0, Math.round(people / PUBLISHED)),
  };
}
