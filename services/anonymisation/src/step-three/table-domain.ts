import {
  AGE_BANDS,
  AGES_AND_GENDERS,
  DAY_PARTS,
  DWELL_BINS,
  FREQUENCY_BINS,
  GENDERS,
  TABLES_OF,
  type Product,
  toFlowPair,
  type Region,
  type RowId,
  type Table,
  type ZoneId,
} from '@passant/contracts';
import type { Point } from '@passant/geography';
import { listFlowEnds, type FlowEnds } from './flow-ends';

/** A table with more figures is made coarser by public rule, or not measured: before any data is seen. */
export const MOST_FIGURES = 2_000_000;

/** What of a zone plan decides the shape of tables and their weights. Public. */
export interface PlanFacts {
  /** In the order of every table's rows. */
  readonly zones: readonly PlanZone[];
  readonly regions: readonly Region[];
  /** Public residents of all zones together; null where unknown. */
  readonly residents: number | null;
}

export interface PlanZone {
  readonly id: ZoneId;
  /** Without coverage its figures are `NO_DATA`: a public fact. */
  readonly covered: boolean;
  /** Source areas it is made of: whose home it is. None for places and H3 cells. */
  readonly areas: readonly string[];
  /** Number in {@link PlanFacts.regions}. */
  readonly region: number;
  /** Public residents; null, or absent in plans of before, where unknown. */
  readonly residents?: number | null;
  /** Centroid; null where it has no shape, and of plans of before. */
  readonly middle: Point | null;
}

/** Rows and columns of a table by their public ids: `figures = rows.length · columns.length`, row after row. */
export interface TableDomain {
  readonly rows: readonly RowId[];
  readonly columns: readonly string[];
  readonly figures: number;
}

/** What a table is measured over: a plan and, of a day, the UTC starts of its hours in ms (23 to 25; of a month none). */
export interface Frame {
  readonly plan: PlanFacts;
  readonly hours: readonly number[];
}

/**
 * The shape of a measured table, from public facts alone; null where it is not measured: origin without home areas, flows too
 * large also between regions, and any other table over {@link MOST_FIGURES}.
 */
export function tableDomain(table: Table, frame: Frame): TableDomain | null {
  const rows = table === 'flows' ? listFlowRows(frame.plan) : frame.plan.zones.map(({ id }) => id);
  return toDomain(rows, columnsOf(table, frame));
}

function listFlowRows(plan: PlanFacts): readonly RowId[] {
  const ends = findFlowEnds(plan);
  return ends?.pairs?.map(([from, to]) => toFlowPair(ends.ids[from]!, ends.ids[to]!)) ?? ends?.ids ?? [];
}

function listFlowColumns(plan: PlanFacts): readonly string[] {
  const ends = findFlowEnds(plan);
  return ends?.pairs ? DAY_PARTS : (ends?.ids ?? []).flatMap((to) => DAY_PARTS.map((part) => `${to}/${part}`));
}

/**
 * The shape in which step 2 counts a product: as its table, but visitors once, over age × gender (`column = age · 3 + gender`):
 * its four tables are margins of that one count.
 */
export const countedDomain = (product: Product, frame: Frame): TableDomain | null =>
  tableDomain(product === 'visitors' ? 'visitors-by-age-and-gender' : product, frame);

/** Tables of a product with their shapes; those that are not measured are left out. */
export function tablesOf(product: Product, frame: Frame): { readonly table: Table; readonly domain: TableDomain }[] {
  return TABLES_OF[product].flatMap((table) => {
    const domain = tableDomain(table, frame);
    return domain ? [{ table, domain }] : [];
  });
}

const knownEnds = new WeakMap<PlanFacts['zones'], { regions: PlanFacts['regions']; ends: FlowEnds | null }>();

/** Between which places trips are counted; null where flows are not measured: also regions would be too many. Found once a plan. */
export function findFlowEnds({ zones, regions }: Pick<PlanFacts, 'zones' | 'regions'>): FlowEnds | null {
  const known = knownEnds.get(zones);
  if (known?.regions === regions) return known.ends;
  const ends = listFlowEnds({ zones, regions }, MOST_FIGURES);
  knownEnds.set(zones, { regions, ends });
  return ends;
}

/** The columns of origin: zones that are somebody's home, in the plan's order. */
export interface HomeColumns {
  readonly ids: readonly ZoneId[];
  /** Region of each column. */
  readonly regions: readonly number[];
  /** Public residents of each column; null where unknown. */
  readonly residents: readonly (number | null)[];
  /** Column of a home area of the registry. Areas that are not in it (and ``) are counted nowhere. */
  readonly columnOfArea: ReadonlyMap<string, number>;
}

export function findHomeColumns({ zones }: Pick<PlanFacts, 'zones'>): HomeColumns {
  const homes = zones.filter(({ areas }) => areas.length > 0);
  return {
    ids: homes.map(({ id }) => id),
    regions: homes.map(({ region }) => region),
    residents: homes.map(({ residents }) => residents ?? null),
    columnOfArea: new Map(homes.flatMap(({ areas }, column) => areas.map((area) => [area, column] as const))),
  };
}

function columnsOf(table: Table, { plan, hours }: Frame): readonly string[] {
  switch (table) {
    case 'presence':
      return hours.map((hour) => new Date(hour).toISOString());
    case 'visitors':
      return ['all'];
    case 'visitors-by-age':
      return AGE_BANDS;
    case 'visitors-by-gender':
      return GENDERS;
    case 'visitors-by-age-and-gender':
      return AGES_AND_GENDERS;
    case 'dwell':
      return DWELL_BINS;
    case 'origin':
      return findHomeColumns(plan).ids;
    case 'flows':
      return listFlowColumns(plan);
    case 'frequency':
      return FREQUENCY_BINS;
  }
}

function toDomain(rows: readonly RowId[], columns: readonly string[]): TableDomain | null {
  const figures = rows.length * columns.length;
  return figures === 0 || figures > MOST_FIGURES ? null : { rows, columns, figures };
}
