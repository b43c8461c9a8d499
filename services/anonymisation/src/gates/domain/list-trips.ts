import { DAY_PARTS } from '@passant/contracts';
import type { GateFlows } from './judge-day';

/** A noisy table of flows: rows and columns by their ids, values in people. */
export interface FlowsTable {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly values: readonly number[];
  /** Noise variance of one figure, in people². */
  readonly variance: number;
}

/** What ends of trips are told by. */
export interface Places {
  /** Zones of the plan, then its regions. */
  readonly places: readonly string[];
  /** Number among {@link places} of the region of each zone. */
  readonly regionOfZone: readonly number[];
}

/**
 * The trips of whole days, by pair; ends are told by their number among the places. Where rows are pairs all are between regions,
 * near trips too: who goes far in two near trips and comes home in one far trip balances only over both together.
 */
export function listTrips(
  { rows, columns, values, variance }: FlowsTable,
  { places, regionOfZone }: Places,
): GateFlows {
  const numbers = new Map(places.map((place, number) => [place, number]));
  const isByPairs = columns[0] === DAY_PARTS[0];
  const toEnd = (place: string): number => {
    const number = numbers.get(place)!;
    return (isByPairs ? regionOfZone[number] : undefined) ?? number;
  };
  const parts = DAY_PARTS.length;
  const pairs = Array.from({ length: values.length / parts }, (_, pair) => {
    const first = pair * parts;
    // `<from>/<to>` and `<day-part>`, or `<from>` and `<to>/<day-part>`.
    const name = `${rows[Math.floor(first / columns.length)]}/${columns[first % columns.length]}`;
    const [from, to] = name.split('/');
    const trips = values.slice(first, first + parts).reduce((sum, value) => sum + value, 0);
    return { from: toEnd(from!), to: toEnd(to!), trips };
  });
  return { pairs, variance: variance * parts };
}
