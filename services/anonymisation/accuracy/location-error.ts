import { endOfDay, startOfDay, type Day, type TimeZone, type Zone } from '@passant/contracts';
import { truePresence, trueVisitors } from '@passant/simulator';
import type { PeriodCounts } from './counts';
import { quantile } from './statistics';

/** How far step 2 over all lines lies from where the simulator put people: relative errors of figures of at least 20 people. */
export interface LocationError {
  readonly median: number | null;
  readonly p90: number | null;
  readonly bias: number | null;
  readonly figures: number;
}

export interface PlacedDay {
  readonly day: Day;
  /** UTC starts of its hours, ms. */
  readonly hours: readonly number[];
  readonly counts: PeriodCounts;
}

export interface PhysicalTruth {
  /** `presence[zone]`: mean people of each hour of all days, one after the other. */
  readonly presence: readonly Float64Array[];
  /** `visitors[zone]`: people of each day. */
  readonly visitors: readonly Float64Array[];
}

const LEAST_PEOPLE = 20;
const UNITS = 16;
const VISITOR_COLUMNS = 21;

export async function readPhysicalTruth(
  truthFile: string,
  zones: readonly Pick<Zone, 'id' | 'geometry'>[],
  days: readonly Pick<PlacedDay, 'day' | 'hours'>[],
  timeZone: TimeZone,
): Promise<PhysicalTruth> {
  const presence = await truePresence({ truthFile, zones, hours: days.flatMap(({ hours }) => [...hours]) });
  const windows = days.map(({ day }) => ({ start: startOfDay(day, timeZone), end: endOfDay(day, timeZone) }));
  const visitors = await trueVisitors({ truthFile, zones, days: windows });
  return { presence: presence.values, visitors: visitors.values };
}

/** Of presence by zone and hour, and of visitors by zone and day. */
export function compareWithPlaces(
  days: readonly PlacedDay[],
  truth: PhysicalTruth,
): Readonly<Record<'presence' | 'visitors', LocationError>> {
  const [presence, visitors] = [new LocationSheet(), new LocationSheet()];
  let hoursBefore = 0;
  for (const [index, { hours, counts }] of days.entries()) {
    const [told, seen] = [counts.get('presence')!.everybody, counts.get('visitors')!.everybody];
    for (const [zone, people] of truth.presence.entries()) {
      for (let hour = 0; hour < hours.length; hour += 1) {
        presence.add(told[zone * hours.length + hour]! / UNITS, people[hoursBefore + hour]!);
      }
      const ofZone = seen.subarray(zone * VISITOR_COLUMNS, (zone + 1) * VISITOR_COLUMNS);
      visitors.add(
        ofZone.reduce((sum, count) => sum + count, 0),
        truth.visitors[zone]![index]!,
      );
    }
    hoursBefore += hours.length;
  }
  return { presence: presence.toError(), visitors: visitors.toError() };
}

class LocationSheet {
  private readonly errors: number[] = [];
  private told = 0;
  private placed = 0;

  add(told: number, placed: number): void {
    this.told += told;
    this.placed += placed;
    if (placed >= LEAST_PEOPLE) this.errors.push(Math.abs(told - placed) / placed);
  }

  toError(): LocationError {
    const sorted = Float64Array.from(this.errors).sort();
    return {
      median: quantile(sorted, 0.5),
      p90: quantile(sorted, 0.9),
      bias: this.placed > 0 ? (this.told - this.placed) / this.placed : null,
      figures: sorted.length,
    };
  }
}
