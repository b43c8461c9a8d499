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

/**
 * The trips of whole days, by pair, whether rows are ends or pairs. Ends are told by their number among `places`: zones of the
 * plan, then its regions.
 */
export function listTrips({ rows, columns, values, variance }: FlowsTable, places: readonly string[]): GateFlows {
  const numbers = new Map(places.map((place, number) => [place, number]));
  const parts = DAY_PARTS.length;
  const pairs = Array.from({ length: values.length / parts }, (_, pair) => {
    const first = pair * parts;
    // `<from>/<to>` and `<day-part>`, or `<from>` and `<to>/<day-part>`.
    const name = `${rows[Math.floor(first / columns.length)]}/${columns[first % columns.length]}`;
    const [from, to] = name.split('/');
    const trips = values.slice(first, first + parts).reduce((sum, value) => sum + value, 0);
    return { from: numbers.get(from!)!, to: numbers.get(to!)!, trips };
  });
  return { pairs, variance: variance * parts };
}
