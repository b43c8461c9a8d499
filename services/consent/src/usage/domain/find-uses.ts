import {
  DATA_KIND_OF,
  type Day,
  isMonth,
  type KindOfBuyer,
  monthOf,
  type PanelDataKind,
  type Period,
  type Product,
  type Purpose,
} from '@passant/contracts';

/** A published release, with who used it. */
export interface PublishedRelease {
  readonly period: Period;
  readonly product: Product;
  readonly purpose: Purpose;
  readonly kindsOfBuyer: readonly KindOfBuyer[];
}

/** What is known of one line. */
export interface LineOnPanels {
  /** Days of the line's market that have a panel. */
  readonly days: readonly Day[];
  /** Whether the line was in the panel of a day, with a data kind, for a purpose. */
  isIn(day: Day, dataKind: PanelDataKind, purpose: Purpose): boolean;
  /** Days and months from whose releases the line was taken out before. */
  readonly stopped: ReadonlySet<Period>;
}

/** A statistic that a line was counted for; `kindsOfBuyer` used it. */
export interface Use {
  readonly period: Period;
  readonly product: Product;
  readonly kindsOfBuyer: readonly KindOfBuyer[];
}

/**
 * The statistics that a line was counted for. Counted means: the line was on the panel of the day, or (statistics of a month) on
 * some panel of the month with return visits, and had not been stopped by then. Whether it had any event, nobody here knows.
 */
export function findUses(releases: readonly PublishedRelease[], line: LineOnPanels): Use[] {
  const uses = new Map<string, Use>();
  for (const { period, product, purpose, kindsOfBuyer } of releases) {
    const days = isMonth(period) ? line.days.filter((day) => monthOf(day) === period) : [period];
    const isCounted = !line.stopped.has(period) && days.some((day) => line.isIn(day, DATA_KIND_OF[product], purpose));
    if (!isCounted) continue;
    const known = uses.get(`${period}/${product}`)?.kindsOfBuyer ?? [];
    uses.set(`${period}/${product}`, {
      period,
      product,
      kindsOfBuyer: [...new Set([...known, ...kindsOfBuyer])].sort(),
    });
  }
  return [...uses.values()];
}
