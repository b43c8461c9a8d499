import { Injectable } from '@nestjs/common';
import type {
  KindOfBuyer,
  MarketId,
  MultiPolygon,
  Period as ReleasedPeriod,
  Purpose,
  ReleaseId,
  RowId,
  Table,
  TimeZone,
  ZoneId,
  ZonePlanId,
} from '@passant/contracts';
import type { Transaction } from '../database/transactions';
import { RecentReads } from '../database/recent-reads';
import { ReleasesService } from '../releases/releases.service';
import { type PlanPlaces, type PlanZone, ZonesService } from '../zones/zones.service';
import { findReadExcess } from './domain/check-size';
import type { ReleasedTable, Tables, ZoneRow } from './domain/released-tables';
import { QuestionTooLarge } from './figures.errors';

export type { PlanPlaces, PlanRegion, PlanZone } from '../zones/zones.service';

/** A market's newest plan: the zones asked for, in the order asked. */
export interface PlanZones {
  readonly timeZone: TimeZone;
  readonly zones: readonly PlanZone[];
}

/** What is read of the releases of a market and purpose. */
export interface Wanted {
  readonly market: MarketId;
  readonly purpose: Purpose;
  /** Tables whose heads are read, and those of them whose rows are. */
  readonly tables: readonly Table[];
  readonly rowsOf: readonly Table[];
  readonly first: ReleasedPeriod;
  readonly last: ReleasedPeriod;
  /** Rows are judged by their number, but not read. */
  readonly headsOnly?: boolean;
  /** Those heads, where the question has read them before. */
  readonly heads?: readonly ReleasedTable[];
}

/** Rows of a table that are read: the same of each, or what it says. Those that it says the same list of are read together. */
export type RowsOf = readonly RowId[] | ((table: ReleasedTable) => readonly RowId[]);

/** Everything a question reads: public zones and released tables. */
@Injectable()
export class FiguresSource {
  constructor(
    private readonly zones: ZonesService,
    private readonly releases: ReleasesService,
    private readonly reads: RecentReads,
  ) {}

  /** Those named that are in the plan, in the order asked. @throws MarketUnknown */
  async getPlanZones(market: MarketId, zoneIds: readonly ZoneId[] | 'all'): Promise<PlanZones> {
    const found = await this.reads.share(JSON.stringify(['plan', market, zoneIds]), () =>
      this.zones.getPlanZones(market, zoneIds),
    );
    if (zoneIds === 'all') return found;
    const byId = new Map(found.zones.map((zone) => [zone.id, zone]));
    return { timeZone: found.timeZone, zones: zoneIds.flatMap((id) => byId.get(id) ?? []) };
  }

  findZones(market: MarketId, zoneIds: readonly ZoneId[] | 'all'): Promise<PlanZone[]> {
    return this.reads.share(JSON.stringify(['zones', market, zoneIds]), () => this.zones.findZones(market, zoneIds));
  }

  async findAllZones(market: MarketId | null): Promise<PlanZone[]> {
    return this.zones.findZones((await this.zones.getPlan(market)).market, 'all');
  }

  /** Shapes of the zones named, as far as they are known. */
  async findShapes(market: MarketId, zoneIds: readonly ZoneId[]): Promise<ReadonlyMap<ZoneId, MultiPolygon>> {
    const shapes = await this.zones.findShapes(market, zoneIds);
    return new Map(shapes.map(({ id, geometry }) => [id, geometry]));
  }

  /** The plans that tables were released over. */
  async findPlansOf(tables: readonly ReleasedTable[]): Promise<ReadonlyMap<ZonePlanId, PlanPlaces>> {
    const found = new Map<ZonePlanId, PlanPlaces>();
    for (const id of new Set(tables.map(({ planId }) => planId))) {
      found.set(id, await this.reads.share(`places ${id}`, () => this.zones.findPlaces(id)));
    }
    return found;
  }

  /** Whether two zones of a market's newest plan share a corner, or lie next to each other. */
  findNeighbours(market: MarketId): Promise<(one: ZoneId, other: ZoneId) => boolean> {
    return this.zones.findNeighbours(market);
  }

  measureDistance(one: PlanZone, other: PlanZone | undefined): number | null {
    return this.zones.measureDistance(one.centroid, other?.centroid ?? null);
  }

  /**
   * Two statements, whatever is asked, or one more for each further list of rows. Heads first: they tell how long the rows are.
   *
   * @throws QuestionTooLarge
   */
  async readTables(wanted: Wanted, rows: RowsOf): Promise<Tables> {
    const heads = wanted.heads ?? (await this.findHeads(wanted));
    const byPeriod = new Map<ReleasedPeriod, Map<Table, ReleasedTable>>();
    for (const head of heads) {
      byPeriod.set(head.period, (byPeriod.get(head.period) ?? new Map()).set(head.table, head));
    }
    const read = heads.flatMap((head) => {
      if (!wanted.rowsOf.includes(head.table)) return [];
      return [{ head, ids: typeof rows === 'function' ? rows(head) : rows }];
    });
    const excess = findReadExcess(
      read.map(({ head, ids }) => ({ rows: Math.min(ids.length, head.tableRows), columns: head.columns.length })),
    );
    if (excess) throw new QuestionTooLarge(excess.kind, excess.most);
    return { byPeriod, byZone: wanted.headsOnly ? new Map() : await this.readRows(read) };
  }

  private findHeads(wanted: Wanted): Promise<readonly ReleasedTable[]> {
    const { market, purpose, tables, first, last } = wanted;
    return this.reads.share(JSON.stringify(['on sale', market, purpose, tables, first, last]), () =>
      this.releases.findOnSale(wanted),
    );
  }

  private async readRows(wanted: readonly { readonly head: ReleasedTable; readonly ids: readonly RowId[] }[]) {
    const byIds = new Map<readonly RowId[], ReleasedTable[]>();
    for (const { head, ids } of wanted) byIds.set(ids, [...(byIds.get(ids) ?? []), head]);
    const byZone = new Map<RowId, Map<ReleasedTable, ZoneRow>>();
    for (const [ids, heads] of byIds) {
      const byKey = new Map(heads.map((head) => [`${head.releaseId}/${head.table}`, head]));
      for (const row of await this.releases.findRows(heads, ids)) {
        const table = byKey.get(`${row.releaseId}/${row.table}`);
        if (!table) continue;
        byZone.set(row.zoneId, (byZone.get(row.zoneId) ?? new Map<ReleasedTable, ZoneRow>()).set(table, row));
      }
    }
    return byZone;
  }

  /** Those of these releases whose use by that kind of buyer has to be noted. */
  findUnused(kindOfBuyer: KindOfBuyer, releaseIds: Iterable<ReleaseId>): ReleaseId[] {
    return this.releases.findUnused(kindOfBuyer, releaseIds);
  }

  noteUses(transaction: Transaction, kindOfBuyer: KindOfBuyer, releaseIds: readonly ReleaseId[]): Promise<void> {
    return this.releases.noteUses(transaction, kindOfBuyer, releaseIds);
  }

  /** Once they are committed. */
  rememberUses(kindOfBuyer: KindOfBuyer, releaseIds: readonly ReleaseId[]): void {
    this.releases.rememberUses(kindOfBuyer, releaseIds);
  }
}
