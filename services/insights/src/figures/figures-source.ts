import { Injectable } from '@nestjs/common';
import type { Day, KindOfBuyer, MarketId, Product, Purpose, ReleaseId, TimeZone, ZoneId } from '@passant/contracts';
import type { Transaction } from '../database/transactions';
import { ReleasesService } from '../releases/releases.service';
import { ZonesService } from '../zones/zones.service';
import { ZoneUnknown } from '../zones/zones.errors';
import type { ReleasedDay, ZoneRow } from './domain/compose-series';

export interface PlanZone {
  readonly id: ZoneId;
  readonly name: string;
  readonly kind: string;
  readonly residents: number | null;
  readonly covered: boolean;
}

/** A market's newest plan: the zones asked for, in the order asked. */
export interface PlanZones {
  readonly timeZone: TimeZone;
  readonly zones: readonly PlanZone[];
}

/** Released tables as series are made of: releases by day, rows by zone and release. */
export interface Tables {
  readonly releases: ReadonlyMap<Day, ReleasedDay>;
  readonly rows: ReadonlyMap<ZoneId, ReadonlyMap<ReleaseId, ZoneRow>>;
}

interface Scope {
  readonly market: MarketId;
  readonly purpose: Purpose;
  readonly product: Product;
  readonly firstDay: Day;
  readonly lastDay: Day;
}

/** Everything a question reads: public zones and released tables. */
@Injectable()
export class FiguresSource {
  constructor(
    private readonly zones: ZonesService,
    private readonly releases: ReleasesService,
  ) {}

  /** @throws MarketUnknown, ZoneUnknown */
  async getPlanZones(market: MarketId, zoneIds: readonly ZoneId[]): Promise<PlanZones> {
    const { timeZone } = await this.zones.getPlan(market);
    const found = new Map((await this.zones.findZones(market, zoneIds)).map((zone) => [zone.id, zone]));
    const unknown = zoneIds.filter((id) => !found.has(id));
    if (unknown.length > 0) throw new ZoneUnknown(unknown);
    return { timeZone, zones: zoneIds.flatMap((id) => found.get(id) ?? []) };
  }

  findZones(market: MarketId, zoneIds: readonly ZoneId[] | 'all'): Promise<PlanZone[]> {
    return this.zones.findZones(market, zoneIds);
  }

  async findAllZones(market: MarketId | null): Promise<PlanZone[]> {
    return this.zones.findZones((await this.zones.getPlan(market)).market, 'all');
  }

  /** Two statements, whatever is asked. */
  async readTables(transaction: Transaction, scope: Scope, zoneIds: readonly ZoneId[]): Promise<Tables> {
    const releases = await this.releases.findOnSale(transaction, scope);
    const rows = new Map<ZoneId, Map<ReleaseId, ZoneRow>>();
    for (const row of await this.releases.findRows(transaction, releases, zoneIds)) {
      const ofZone = rows.get(row.zoneId) ?? new Map<ReleaseId, ZoneRow>();
      rows.set(row.zoneId, ofZone.set(row.releaseId, row));
    }
    return { releases: new Map(releases.map((release) => [release.day, release])), rows };
  }

  noteSale(
    transaction: Transaction,
    sale: { usageEventId: string; kindOfBuyer: KindOfBuyer; sold: ReadonlyMap<ReleaseId, number> },
  ): Promise<void> {
    return this.releases.noteSale(transaction, sale);
  }
}
