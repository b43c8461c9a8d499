import { randomFillSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type Day,
  type MarketId,
  type MeasuredPanelSize,
  type MeasuredStrata,
  type Month,
  monthOf,
} from '@passant/contracts';
import { JobNotReady } from '@passant/platform';
import { randomSourceFrom } from '@passant/privacy';
import type { Transaction } from '../database/transactions';
import type { KnownMarket } from '../markets/markets.service';
import type { LiveDay } from '../periods/live-period';
import { Announcements, type Marker } from './announcements';
import type { StrataDomain } from './domain/count-strata';
import { measureSizes, measureStrata } from './domain/measure-sizes';
import type { ExactCounts } from './panel-rows';
import { type LedgerRow, PanelsRepository } from './panels.repository';
import { StrataRepository } from './strata.repository';

interface ToMeasure {
  readonly market: KnownMarket;
  readonly live: LiveDay;
  readonly counts: ExactCounts;
  readonly mark: (marker: Marker) => Promise<void>;
}

/** What is told of a panel's sizes: noise of the system's generator, drawn once, written with the panel. */
@Injectable()
export class MeasuredService {
  private readonly random = randomSourceFrom((bytes) => randomFillSync(bytes));

  constructor(
    private readonly sizes: PanelsRepository,
    private readonly strata: StrataRepository,
    private readonly announcements: Announcements,
  ) {}

  findSizes(market: MarketId, days: readonly Day[]): Promise<LedgerRow[]> {
    return this.sizes.find(market, days);
  }

  findStrata(market: MarketId, months: readonly Month[]): Promise<MeasuredStrata[]> {
    return this.strata.findMany(market, months);
  }

  /**
   * Over which regions this panel must count strata; undefined where its month is measured, or was before this database was restored,
   * or the market's plan has no regions.
   */
  async toStrataDomain(market: KnownMarket, day: Day): Promise<StrataDomain | undefined> {
    const month = monthOf(day);
    if (market.regions.length === 0 || (await this.strata.find(market.id, month))) return undefined;
    if (await this.announcements.isMade({ market: market.id, month })) return undefined;
    return { regions: market.regions, regionOfArea: new Map(Object.entries(market.regionOfArea)) };
  }

  /** Draws the day's sizes. Once: in the transaction that marks the panel as issued. */
  async measureSizes(transaction: Transaction, live: LiveDay, counts: ExactCounts): Promise<MeasuredPanelSize[]> {
    const measured = measureSizes((group) => counts.presence.get(group) ?? 0, this.random);
    await this.sizes.write(transaction, live.panelId, measured);
    return measured;
  }

  /**
   * The strata of the panel's month: drawn here by its first panel, the same rows with every later one. Null where none were counted.
   *
   * @throws JobNotReady where another panel marked the month and died: the next attempt counts none
   */
  async measureStrata(
    transaction: Transaction,
    { market, live, counts, mark }: ToMeasure,
  ): Promise<MeasuredStrata | null> {
    const month = monthOf(live.day);
    if (counts.strata) {
      const head = { market: market.id, month, measuredOn: live.day, planId: market.planId, regions: market.regions };
      if (await this.strata.claim(transaction, { ...head, regions: [...market.regions] })) {
        if (await this.announcements.isMade({ market: market.id, month })) throw new JobNotReady('STRATA_LOST');
        await mark({ market: market.id, month });
        await this.strata.write(transaction, head, measureStrata(counts.strata, this.random));
      }
    }
    return (await this.strata.find(market.id, month, transaction)) ?? null;
  }
}
