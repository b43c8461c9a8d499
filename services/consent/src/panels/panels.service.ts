import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  type Day,
  endOfDay,
  type MarketId,
  type MeasuredStrata,
  type Month,
  monthOf,
  type PanelId,
  panelIssued,
} from '@passant/contracts';
import { CLOCK, type Clock, JobNotReady, Jobs, ObjectStores } from '@passant/platform';
import { type Transaction, Transactions } from '../database/transactions';
import { type KnownMarket, MarketsService } from '../markets/markets.service';
import { DaysService } from '../periods/days.service';
import { isLost, type LiveDay, type LivePeriod, toObjectPrefix } from '../periods/live-period';
import { PeriodsService } from '../periods/periods.service';
import { LinesService } from '../registry/lines.service';
import { StopsService } from '../stops/stops.service';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { Announcements } from './announcements';
import { chooseComingDay, isRequestable } from './domain/choose-coming-day';
import { MeasuredService } from './measured.service';
import { Members } from './members';
import { PanelFiles, type WrittenPanel } from './panel-files';
import { DayNotRequestable, PanelAlreadyElsewhere } from './panels.errors';
import type { LedgerRow } from './panels.repository';

const LEASE_SECONDS = 60;
const LINES_PER_SHARD = 1_000_000;

export const PANEL_PARTS = Symbol('PANEL_PARTS');
export interface PanelParts {
  readonly measured: MeasuredService;
  readonly announcements: Announcements;
  readonly days: DaysService;
  readonly periods: PeriodsService;
  readonly members: Members;
  readonly files: PanelFiles;
  readonly lines: LinesService;
  readonly stopLists: StopListsService;
}

export const PANEL_SURROUNDINGS = Symbol('PANEL_SURROUNDINGS');
export interface PanelSurroundings {
  readonly markets: MarketsService;
  readonly stores: ObjectStores;
  readonly jobs: Jobs;
  readonly transactions: Transactions;
  readonly stops: StopsService;
}

interface Issue {
  readonly market: KnownMarket;
  readonly live: LiveDay;
  readonly issuedAt: Date;
  /** The month under whose key return visits were written; undefined: none were. */
  readonly monthId: string | undefined;
  readonly written: WrittenPanel;
}

/** Issues the one panel that a market-day has for ever. */
@Injectable()
export class PanelsService {
  private readonly logger = new Logger('Panels');

  constructor(
    @Inject(PANEL_PARTS) private readonly parts: PanelParts,
    @Inject(PANEL_SURROUNDINGS) private readonly surroundings: PanelSurroundings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Makes sure that the day has its panel; one that has it stays as it is. Cut off at any point it can be called again: keys and
   * day are fixed by then, and nothing of an earlier attempt was announced.
   *
   * @throws DayNotRequestable, PanelAlreadyElsewhere, JobNotReady where the market is unknown yet or stopped, or another process issues it
   */
  async issue(marketId: MarketId, day: Day, signal?: AbortSignal): Promise<void> {
    const market = await this.surroundings.markets.find(marketId);
    if (!market) throw new JobNotReady('MARKET_UNKNOWN');
    if (await this.surroundings.stops.isMarketStopped(marketId)) throw new JobNotReady('PROCESSING_STOPPED');
    const live = (await this.parts.days.find(marketId, day)) ?? (await this.create(market, day));
    if (live.state === 'issued' || live.destroyedAt) return;
    if (!(await this.parts.days.claim(live.panelId, 'new', LEASE_SECONDS))) throw new JobNotReady('PANEL_IN_WORK');
    const renewing = setInterval(() => this.renew(live.panelId), (LEASE_SECONDS * 1000) / 3);
    try {
      await this.issueClaimed(market, live, signal);
    } finally {
      clearInterval(renewing);
      await this.parts.days.release(live.panelId);
    }
    await this.parts.stopLists.publish();
  }

  /** Issues tomorrow's panels shortly before local midnight, in markets in live use. */
  async issueComingDays(): Promise<void> {
    const now = this.clock.now().getTime();
    for (const market of await this.surroundings.markets.findAll()) {
      const day = chooseComingDay(now, market.timeZone);
      if (!day || !(await this.isInLiveUse(market)) || (await this.surroundings.stops.isMarketStopped(market.id)))
        continue;
      await this.issue(market.id, day).catch((error: unknown) => {
        // Nothing will change that, and other markets' days are to come.
        if (!(error instanceof PanelAlreadyElsewhere)) throw error;
        this.logger.warn({ event: 'panel.refused', market: market.id, day, code: error.code });
      });
    }
  }

  findMeasuredSizes(market: MarketId, days: readonly Day[]): Promise<LedgerRow[]> {
    return this.parts.measured.findSizes(market, days);
  }

  findMeasuredStrata(market: MarketId, months: readonly Month[]): Promise<MeasuredStrata[]> {
    return this.parts.measured.findStrata(market, months);
  }

  findPanels(market: MarketId, days: readonly Day[]): Promise<LiveDay[]> {
    return this.parts.days.findMany(market, days);
  }

  private async create(market: KnownMarket, day: Day): Promise<LiveDay> {
    const claimedAt = this.clock.now();
    const now = claimedAt.getTime();
    if (!isRequestable(day, now, market.timeZone)) throw new DayNotRequestable();
    const handedOver = await this.surroundings.stores
      .of('panels')
      .list(toObjectPrefix({ market: market.id, period: day }));
    if (handedOver.length > 0) throw new PanelAlreadyElsewhere();
    await this.refuseSecond(market.id, day);
    const panelId = randomUUID() as PanelId;
    return this.parts.days.create({ panelId, market: market.id, timeZone: market.timeZone, day, claimedAt });
  }

  /** Of a day that this database does not know, or knows as one in the making, as it was when it was backed up. */
  private async refuseSecond(market: MarketId, day: Day): Promise<void> {
    if (await this.parts.announcements.isMade({ market, day })) throw new PanelAlreadyElsewhere();
  }

  private async issueClaimed(market: KnownMarket, live: LiveDay, signal: AbortSignal | undefined): Promise<void> {
    const { panelId, day } = live;
    await this.refuseSecond(market.id, day);
    const keys = await this.parts.periods.openKeys({ periodId: panelId, market: market.id, period: day });
    const month = await this.parts.periods.find(market.id, monthOf(day));
    await this.parts.stopLists.settle();
    const issuedAt = this.clock.now();
    const monthId = keys.has('return-visits') ? month?.periodId : undefined;
    const question = { market: market.id, timeZone: market.timeZone, day, issuedAt: issuedAt.getTime(), monthId };
    const shards = Math.max(1, Math.ceil((await this.parts.lines.count(live.market)) / LINES_PER_SHARD));
    // The strata of a lost month were told with its first panel, which this database does not know.
    const strata = month && !isLost(month) ? await this.parts.measured.toStrataDomain(market, day) : undefined;
    const order = { day: live, keys, members: this.parts.members.find(question), shards, strata };
    const written = await this.parts.files.write(order, signal);
    if (await this.surroundings.stops.isMarketStopped(market.id)) throw new JobNotReady('PROCESSING_STOPPED');
    await this.surroundings.transactions.run((transaction) =>
      this.announce(transaction, { market, live, issuedAt, monthId, written }),
    );
    this.logger.log({ event: 'panel.issued', market: live.market, day, panelId });
  }

  /**
   * Noise, ledger, state and jobs in one transaction, marked outside the database before it can commit: where it fails, unseen
   * noise is drawn again, after it nothing is.
   */
  private announce(transaction: Transaction, issue: Issue): Promise<void> {
    return this.parts.announcements.make(async (mark) => {
      const { market, live, issuedAt, monthId, written } = issue;
      const { day, panelId } = live;
      const locked = await this.parts.days.lock(transaction, panelId);
      if (locked.state === 'issued' || locked.destroyedAt) return;
      const month = monthId ? await this.openMonth(transaction, monthId) : undefined;
      await mark({ market: market.id, day });
      const measured = await this.parts.measured.measureSizes(transaction, live, written.counts);
      const toMeasure = { market, live, counts: written.counts, mark };
      const strata = await this.parts.measured.measureStrata(transaction, toMeasure);
      await this.parts.days.markIssued(transaction, panelId, issuedAt);
      await this.parts.periods.open(transaction, [panelId]);
      const shared = { market: live.market, day, panelId, measured, destroyBy: live.destroyBy.toISOString() };
      const { jobs } = this.surroundings;
      const toIngestion = { ...shared, panel: written.manifest, strata: null };
      await jobs.add(transaction, panelIssued, toIngestion, { to: 'ingestion' });
      const monthDestroyBy = month && { monthDestroyBy: month.destroyBy.toISOString() };
      const toAnonymisation = { ...shared, ...monthDestroyBy, panel: null, strata };
      await jobs.add(transaction, panelIssued, toAnonymisation, { to: 'anonymisation' });
    });
  }

  /** @throws JobNotReady where the month ended while its names were being written: the next attempt writes none */
  private async openMonth(transaction: Transaction, monthId: string): Promise<LivePeriod> {
    const month = await this.parts.periods.lock(transaction, monthId);
    if (month.destroyedAt) throw new JobNotReady('MONTH_CLOSED_MEANWHILE');
    await this.parts.periods.open(transaction, [monthId]);
    return month;
  }

  /** In live use: some panel was issued before its day was over. Markets that only replay the past get theirs on request. */
  private async isInLiveUse(market: KnownMarket): Promise<boolean> {
    const issued = await this.parts.days.findMany(market.id, []);
    return issued.some(({ day, issuedAt }) => issuedAt && issuedAt.getTime() < endOfDay(day, market.timeZone));
  }

  private renew(panelId: PanelId): void {
    this.parts.days.claim(panelId, 'same', LEASE_SECONDS).catch(() => undefined); // the next beat tries again
  }
}
