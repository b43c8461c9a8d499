import { type RowId, type ZoneId, type ZonePlanId } from '@passant/contracts';
import { findEnds } from './find-ends';
import {
  type FlowEndKind,
  type FlowPairs,
  isByPairs,
  listPossiblePairs,
  toRowIds,
  type ZoneWithPlace,
} from './flow-pairs';
import type { ReleasedTable } from './released-tables';

/** Zones at one end of the trips that are asked for. */
export interface AskedEnd {
  /** All that may be told to who asks; 'all': whatever zones a plan has. A region may be told where all of its zones are among them. */
  readonly granted: ReadonlySet<ZoneId> | 'all';
  /** Those of them that are told of by themselves. */
  readonly zones: readonly ZoneId[];
}

export interface AskedEnds {
  readonly from: AskedEnd;
  readonly to: AskedEnd;
}

/** Zones of plans that releases were made over. */
export type PlansOfReleases = ReadonlyMap<ZonePlanId, readonly ZoneWithPlace[]>;

/** Between which places releases tell trips, to who asks. */
export interface FlowEnds {
  readonly kind: FlowEndKind;
  readonly from: readonly ZoneId[];
  readonly to: readonly ZoneId[];
  /** Of all releases; each has rows of its own plan's at most. */
  readonly pairs: FlowPairs;
  /** Rows of a table that may be read, of trips from some of {@link from}: none where it is told otherwise, or its plan is not known. */
  readonly rowIdsOf: (from: ReadonlySet<ZoneId>) => (table: ReleasedTable) => readonly RowId[];
  /** Whether a table's trips to there may be told. */
  readonly mayLead: (table: ReleasedTable, to: ZoneId) => boolean;
}

/** What one plan lets be told. */
interface OwnEnds {
  readonly from: readonly ZoneId[];
  readonly to: ReadonlySet<ZoneId>;
  readonly pairs: ReadonlyMap<ZoneId, ReadonlySet<ZoneId>> | null;
}

const NO_ROWS: readonly RowId[] = [];

/**
 * Decided for each table by the plan that it was released over: which zones a region has, which of them are covered and which
 * pairs are near may differ from plan to plan, though ids stay. Tables that are told otherwise than the rest tell nothing.
 */
export function findFlowEnds(asked: AskedEnds, tables: readonly ReleasedTable[], plans: PlansOfReleases): FlowEnds {
  const kindOf = prepareKinds(plans);
  const kinds = new Set(tables.map(kindOf));
  const kind = FINEST_LAST.find((one) => kinds.has(one)) ?? 'zones';
  const used = new Set(tables.flatMap((table) => (kindOf(table) === kind ? table.planId : [])));
  const ends = new Map([...used].map((planId) => [planId, findOwnEnds(kind, asked, plans.get(planId) ?? [])]));
  const ownEndsOf = (table: ReleasedTable) => (kindOf(table) === kind ? ends.get(table.planId) : undefined);
  const all = [...ends.values()];
  const [from, to] = kind === 'regions' ? [[], []] : [asked.from.zones, asked.to.zones];
  return {
    ...{ kind, from: unite([from, ...all.map((own) => own.from)]), to: unite([to, ...all.map((own) => [...own.to])]) },
    pairs: kind === 'zones-and-far-regions' ? unitePairs(all) : null,
    rowIdsOf: (some) => {
      const rowIds = new Map([...ends].map(([planId, own]) => [planId, listRowIds(own, some)]));
      return (table) => (ownEndsOf(table) && rowIds.get(table.planId)) ?? NO_ROWS;
    },
    mayLead: (table, zone) => ownEndsOf(table)?.to.has(zone) ?? false,
  };
}

const FINEST_LAST: readonly FlowEndKind[] = ['zones-and-far-regions', 'regions', 'zones'];

/** Rows are pairs; or all places that columns lead to are regions of the table's own plan; or they are zones. */
function prepareKinds(plans: PlansOfReleases): (table: ReleasedTable) => FlowEndKind {
  const regions = new Map(
    [...plans].map(([id, zones]) => [id, new Set<string | null>(zones.map((zone) => zone.regionId))]),
  );
  const known = new Map<ReleasedTable, FlowEndKind>();
  const find = (table: ReleasedTable): FlowEndKind => {
    if (isByPairs(table)) return 'zones-and-far-regions';
    const own = regions.get(table.planId);
    return own && table.columns.every((column) => own.has(column.split('/')[0]!)) ? 'regions' : 'zones';
  };
  return (table) => {
    const kind = known.get(table) ?? find(table);
    known.set(table, kind);
    return kind;
  };
}

function findOwnEnds(kind: FlowEndKind, { from, to }: AskedEnds, plan: readonly ZoneWithPlace[]): OwnEnds {
  if (kind === 'zones') return { from: from.zones, to: new Set(to.zones), pairs: null };
  const pick = (ids: AskedEnd['granted']) => (ids === 'all' ? plan : plan.filter(({ id }) => ids.has(id)));
  const regions = { from: findEnds(pick(from.granted), plan), to: findEnds(pick(to.granted), plan) };
  if (kind === 'regions') return { from: regions.from, to: new Set(regions.to), pairs: null };
  const zones = (ids: readonly ZoneId[]) => {
    const chosen = new Set(ids);
    return plan.filter(({ id, covered }) => covered && chosen.has(id));
  };
  const pairs = listPossiblePairs({ from: zones(from.zones), to: zones(to.zones) }, regions);
  return { from: regions.from, to: new Set([...to.zones, ...regions.to]), pairs };
}

function listRowIds({ from, pairs }: OwnEnds, some: ReadonlySet<ZoneId>): readonly RowId[] {
  if (!pairs) return from.filter((id) => some.has(id));
  return toRowIds(new Map([...pairs].filter(([id]) => some.has(id))));
}

function unitePairs(all: readonly OwnEnds[]): Map<ZoneId, ReadonlySet<ZoneId>> {
  const united = new Map<ZoneId, Set<ZoneId>>();
  for (const [from, ends] of all.flatMap(({ pairs }) => [...(pairs ?? [])])) {
    const known = united.get(from);
    if (known) for (const to of ends) known.add(to);
    else united.set(from, new Set(ends));
  }
  return united;
}

const unite = (lists: readonly (readonly ZoneId[])[]): ZoneId[] => [...new Set(lists.flat())];
