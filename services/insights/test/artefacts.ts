import { createHash, randomUUID } from 'node:crypto';
import {
  type Day,
  DWELL_BINS,
  hoursOfDay,
  type MarketId,
  type ReleaseArtefact,
  type ReleaseId,
  type TimeZone,
  toTableText,
  type ZoneId,
  type ZonePlanArtefact,
  type ZonePlanId,
} from '@passant/contracts';
import { tau, thresholdZ } from '@passant/privacy';

export const MARKET = 'leipzig' as MarketId;
export const BERLIN = 'Europe/Berlin' as TimeZone;
export const DAY = '2025-03-29' as Day;
export const PLAN_ID = '11111111-1111-4111-8111-111111111111' as ZonePlanId;
export const ZONES = ['centre', 'north', 'P-station', 'hills'] as ZoneId[];

/** Three covered zones and `hills`, which no cell reaches. */
export function zonePlan(overrides: Partial<ZonePlanArtefact> = {}): ZonePlanArtefact {
  return {
    format: 'zone-plan/1',
    planId: PLAN_ID,
    version: 1,
    market: { id: MARKET, name: 'Leipzig', country: 'DE', timeZone: BERLIN, firstDay: DAY },
    residents: 600_000,
    zones: ZONES.map((id) => ({
      ...{ id, name: `Zone ${id}`, kind: id.startsWith('P-') ? ('place' as const) : ('district' as const) },
      ...{ residents: 150_000, areaSquareMetres: 1_000_000, covered: id !== 'hills' },
      geometry: { type: 'MultiPolygon' as const, coordinates: [] },
    })),
    ...overrides,
  };
}

interface ArtefactOverrides extends Partial<ReleaseArtefact> {
  /** Noisy units of a zone and column; `outside` included. */
  readonly noisy?: (zone: ZoneId, column: number) => number;
}

const PEOPLE: Record<string, number> = { centre: 2000, north: 500, 'P-station': 3, hills: 0, outside: 9000 };

/** The presence of one day: thousands in the centre, hundreds in the north, next to nobody in the station. */
export function presenceArtefact({ noisy, ...overrides }: ArtefactOverrides = {}): ReleaseArtefact {
  const columns = hoursOfDay(overrides.day ?? DAY, BERLIN).map((start) => new Date(start).toISOString());
  const sigmaSquared = 355_556;
  return finish({
    ...{ product: 'presence', columns, sigmaSquared, unitsPerPerson: 16 },
    tau: tau(320, thresholdZ(5 * columns.length), Math.sqrt(sigmaSquared)),
    ...withValues({ columns, zones: overrides.zones }, noisy ?? ((zone, hour) => PEOPLE[zone]! * 16 + hour)),
    ...overrides,
  });
}

/** How long people stayed, one day. */
export function dwellArtefact({ noisy, ...overrides }: ArtefactOverrides = {}): ReleaseArtefact {
  const columns = [...DWELL_BINS];
  return finish({
    ...{ product: 'dwell', columns, sigmaSquared: 1000, unitsPerPerson: 1 },
    tau: tau(20, thresholdZ(5 * columns.length), Math.sqrt(1000)),
    ...withValues({ columns, zones: overrides.zones }, noisy ?? ((zone) => PEOPLE[zone]!)),
    ...overrides,
  });
}

const TABLE_ZONES = [...ZONES, 'outside' as ZoneId];

function withValues(
  { columns, zones = TABLE_ZONES }: { columns: readonly string[]; zones?: ZoneId[] | undefined },
  noisy: (zone: ZoneId, column: number) => number,
) {
  return { zones, values: zones.flatMap((zone) => columns.map((_, column) => noisy(zone, column))) };
}

type Needed = 'product' | 'columns' | 'sigmaSquared' | 'unitsPerPerson' | 'tau' | 'zones' | 'values';

function finish(own: Partial<ReleaseArtefact> & Pick<ReleaseArtefact, Needed>): ReleaseArtefact {
  const tableSha256 = createHash('sha256').update(toTableText(own)).digest('hex');
  return {
    format: 'release/1',
    releaseId: randomUUID() as ReleaseId,
    market: MARKET,
    day: DAY,
    planId: PLAN_ID,
    purpose: 'place-statistics',
    methodVersion: '1',
    measurements: [{ group: 'both', table: own.product, rho: '9/1000', sigmaSquared: own.sigmaSquared }],
    extrapolation: { factor: 10, variance: 0.001, residents: 600_000, panelMeasured: 60_000 },
    tableSha256,
    ...own,
  };
}
