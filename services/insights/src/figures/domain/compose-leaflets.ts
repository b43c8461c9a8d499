import type { Day, ZoneId } from '@passant/contracts';
import { addZones, estimateTotal, type Part, type Total } from '@passant/privacy';
import { addParts, scalePart } from './add-parts';
import { type Figure, mostLeastPeople, NO_DATA, type Series, toColumns } from './compose-series';
import { estimateShare, shareInterval } from './estimate-share';
import { isExtrapolated, makePart } from './make-part';
import { planLeaflets, type Served } from './plan-leaflets';
import { findColumn, type ReleasedTable, type Tables, type ZoneRow, type ZoneRows } from './released-tables';
import { type Limited, productInterval } from './selected-ratio';

export interface LeafletsQuestion {
  readonly days: readonly Day[];
  /** Leaflets that serve all of a home area; none where nobody is known to live there, or nobody knows how many do. */
  readonly leafletsOf: ReadonlyMap<ZoneId, number>;
  readonly leaflets: number;
  /** Share of a target group among all visitors; null: everybody is meant. */
  readonly target: Limited | null;
  /** Home areas listed. */
  readonly first: number;
  readonly toUnit: (extrapolated: boolean) => string;
}

/** Home areas in the order in which they are served: columns of equal length; values are what is reached down to there. */
export interface LeafletPlan extends Series {
  readonly homes: readonly ZoneId[];
  /** Leaflets down to there; null: suppressed, so not served. */
  readonly leaflets: readonly (number | null)[];
  /** Of each area, what the print run serves. */
  readonly served: readonly (number | null)[];
  /** Visits reached down to there, of all whose home area is known. */
  readonly shares: readonly (number | null)[];
  readonly shareLows: readonly (number | null)[];
  readonly shareHighs: readonly (number | null)[];
  /** Home areas that are neither served nor taken for empty: too uncertain, or nobody knows how many live there. */
  readonly notServable: number;
  /** Null where nothing is served. */
  readonly totals: LeafletTotals | null;
}

/** What the print run does, beside leaflets for the same share of every home area. */
export interface LeafletTotals {
  readonly leaflets: number;
  readonly reach: Limited;
  readonly share: Limited;
  /** Leaflets that reach the same share when every area is served alike. */
  readonly evenLeaflets: Limited;
  readonly everywhere: number;
  /** Leaflets that areas which are not known would take: suppressed ones, and where nobody knows how many live there. */
  readonly unknownLeaflets: number;
}

interface DayRows {
  readonly table: ReleasedTable;
  readonly rows: readonly ZoneRow[];
}

/** A home area whose visits are published, and which leaflets can be brought to. */
interface KnownHome {
  readonly home: ZoneId;
  readonly visits: number;
  readonly leaflets: number;
  /** By day. */
  readonly parts: readonly Part[];
}

interface World {
  readonly days: readonly DayRows[];
  /** All home areas together, suppressed ones too, by day. */
  readonly wholes: readonly Part[];
  readonly target: Limited | null;
}

/**
 * Which home areas to serve so that a print run reaches most visits to some zones (together), from released origin. Areas are
 * known by their own published figures; suppressed ones are never served, but count into the whole that shares are of. The
 * order follows noisy figures, so what is reached is rather too high than too low where they are near their thresholds.
 */
export function composeLeaflets(
  question: LeafletsQuestion,
  { tables, zones }: { readonly tables: Tables; readonly zones: readonly ZoneRows[] },
): LeafletPlan {
  const days = findDays(question.days, tables, zones) ?? [];
  const homes = [...(days.at(-1)?.table.columns ?? [])] as ZoneId[];
  const extrapolated = days.every(({ table, rows }) =>
    rows.every((row) => isExtrapolated(table, row, [...table.columns.keys()])),
  );
  const parts = homes.map((home) => measureHome(home, days, extrapolated));
  const known = homes.flatMap((home, index): KnownHome[] => {
    const leaflets = question.leafletsOf.get(home) ?? 0;
    const total = estimateHome(parts[index]!, days);
    return total.published && leaflets > 0 ? [{ home, visits: total.value, leaflets, parts: parts[index]! }] : [];
  });
  const names = new Set(known.map(({ home }) => home));
  const unknown = homes.filter((home) => !names.has(home));
  const wholes = parts.length > 0 ? parts.reduce(addDays) : [];
  const world = { days, wholes, target: question.target };
  const order = planLeaflets(known, question.leaflets);
  const curve = listCurve(order.slice(0, question.first), known, world);
  const listed = unknown.slice(0, Math.max(0, question.first - curve.length));
  const tablesUsed = days.map(({ table }) => table);
  const figures: Figure[] = [
    ...curve.map(({ reach }) => ({ status: 'PUBLISHED' as const, estimate: reach, tables: tablesUsed })),
    ...listed.map(() => ({ status: 'SUPPRESSED' as const, estimate: null, tables: tablesUsed })),
  ];
  const none = listed.map(() => null);
  return {
    ...toColumns(figures),
    ...{ modelled: question.target !== null, unit: question.toUnit(extrapolated), extrapolated },
    homes: [...curve.map(({ home }) => home), ...listed],
    leaflets: [...curve.map(({ leaflets }) => leaflets), ...none],
    served: [...order.slice(0, curve.length).map(({ share }) => share), ...none],
    shares: [...curve.map(({ share }) => share?.value ?? null), ...none],
    shareLows: [...curve.map(({ share }) => share?.low ?? null), ...none],
    shareHighs: [...curve.map(({ share }) => share?.high ?? null), ...none],
    notServable: unknown.length,
    totals: toTotals(order, known, { ...world, unknown, leafletsOf: question.leafletsOf }),
  };
}

/** As many home areas as a plan may list, without a figure of any. */
export function estimateLeaflets({ days }: { days: readonly Day[] }, tables: Tables, first: number): LeafletPlan {
  const homes = Math.max(0, ...days.map((day) => tables.byPeriod.get(day)?.get('origin')?.columns.length ?? 0));
  const figures = Array.from({ length: Math.min(first, homes) }, () => NO_DATA);
  return {
    ...{ ...toColumns(figures), modelled: false, unit: '', extrapolated: false },
    ...{ homes: [], leaflets: [], served: [], shares: [], shareLows: [], shareHighs: [], notServable: 0, totals: null },
  };
}

interface CurvePoint {
  readonly home: ZoneId;
  readonly leaflets: number;
  readonly reach: Limited;
  readonly share: Limited | null;
}

/** What is reached down to each area, all of it served. */
function listCurve(order: readonly Served[], known: readonly KnownHome[], world: World): CurvePoint[] {
  let [leaflets, reached]: [number, readonly Part[]] = [0, []];
  return order.map(({ index }) => {
    const { home, parts, leaflets: own } = known[index]!;
    leaflets += own;
    reached = reached.length > 0 ? addDays(reached, parts) : parts;
    return { home, leaflets, ...measureReach(reached, world) };
  });
}

/** People reached, and their share of all whose home area is known: of a target group the same share of fewer people. */
function measureReach(reached: readonly Part[], { days, wholes, target }: World) {
  const [part, whole] = [estimateHome(reached, days), estimateHome(wholes, days)];
  const moments = reached.map((one, day) => [
    // Noise of home areas is independent: what those reached share with all is themselves.
    { part: one, whole: wholes[day]!, covariance: one.valueNoise, sameFactor: !days[day]!.table.classes },
  ]);
  const share = whole.published ? estimateShare(moments) : null;
  return {
    reach: target ? { value: part.value * target.value, ...productInterval(part, target) } : part,
    share: share && { value: share.share, ...shareInterval(share, { part, whole }) },
  };
}

function toTotals(
  order: readonly Served[],
  known: readonly KnownHome[],
  world: World & Pick<LeafletsQuestion, 'leafletsOf'> & { readonly unknown: readonly ZoneId[] },
): LeafletTotals | null {
  const served = order.filter(({ share }) => share > 0);
  if (served.length === 0) return null;
  const scaled = served.map(({ index, share }) => known[index]!.parts.map((part) => scalePart(part, share)));
  const { reach, share } = measureReach(scaled.reduce(addDays), world);
  if (!share) return null;
  const add = (leaflets: readonly number[]) => leaflets.reduce((sum, one) => sum + one, 0);
  const used = add(served.map((one) => one.share * known[one.index]!.leaflets));
  const unknownLeaflets = add(world.unknown.map((home) => world.leafletsOf.get(home) ?? 0));
  const everywhere = add(known.map(({ leaflets }) => leaflets)) + unknownLeaflets;
  const even = { value: share.value * everywhere, low: share.low * everywhere, high: share.high * everywhere };
  return { leaflets: Math.round(used), reach, share, evenLeaflets: even, everywhere, unknownLeaflets };
}

/** By day, all zones together. A home area that a table does not have would be none of its: the plan of zones is one. */
function measureHome(home: ZoneId, days: readonly DayRows[], extrapolated: boolean): Part[] {
  return days.map(({ table, rows }) => {
    const column = findColumn(table, home);
    const columns = column === undefined ? [] : [column];
    return addZones(rows.map((row) => makePart({ table, row, columns, extrapolated })));
  });
}

/** As any figure of the table: a sum over days, judged by its noise. */
function estimateHome(parts: readonly Part[], days: readonly DayRows[]): Total {
  const tables = days.map(({ table }) => table);
  return estimateTotal(
    parts.map((part) => [part]),
    {
      leastPeople: Math.max(0, mostLeastPeople(tables)),
      figures: Math.max(1, ...tables.map(({ tableRows, columns }) => tableRows * columns.length)),
      scale: 1,
    },
  );
}

const addDays = (one: readonly Part[], other: readonly Part[]): Part[] =>
  one.map((part, day) => addParts(part, other[day]!));

/** Null where a day is not released, or a zone has no row in it. */
function findDays(days: readonly Day[], tables: Tables, zones: readonly ZoneRows[]): DayRows[] | null {
  const found: DayRows[] = [];
  for (const day of days) {
    const table = tables.byPeriod.get(day)?.get('origin');
    const rows = zones.flatMap((zone) => (table && zone.get(table)) ?? []);
    if (!table || rows.length < zones.length) return null;
    found.push({ table, rows });
  }
  return found;
}
