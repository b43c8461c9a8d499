import { randomFillSync, randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  type ClaimCheck,
  type Day,
  endOfDay,
  type Group,
  type MarketId,
  type PanelDataKind,
  type PanelId,
  panelIssued,
  startOfDay,
} from '@passant/contracts';
import { CLOCK, type Clock, JobNotReady, Jobs, ObjectStores } from '@passant/platform';
import { randomSourceFrom } from '@passant/privacy';
import { Transactions } from '../database/transactions';
import { DaysService } from '../days/days.service';
import { type LiveDay, toObjectPrefix } from '../days/live-day';
import { type KnownMarket, MarketsService } from '../markets/markets.service';
import { LinesService } from '../registry/lines.service';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { chooseComingDay, isRequestable } from './domain/choose-coming-day';
import { measureSizes } from './domain/measure-sizes';
import { planDestruction } from './domain/plan-destruction';
import { Members } from './members';
import { type ExactSizes, PanelFiles } from './panel-files';
import { DayNotRequestable, PanelAlreadyElsewhere } from './panels.errors';
import { type LedgerRow, PanelsRepository } from './panels.repository';

const LEASE_SECONDS = 60;
const LINES_PER_SHARD = 1_000_000;

export const PANEL_PARTS = Symbol('PANEL_PARTS');
export interface PanelParts {
  readonly repository: PanelsRepository;
  readonly days: DaysService;
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
}

/** Issues the one panel that a market-day has for ever. */
@Injectable()
export class PanelsService {
  private readonly logger = new Logger('Panels');
  private readonly random = randomSourceFrom((bytes) => randomFillSync(bytes));

  constructor(
    @Inject(PANEL_PARTS) private readonly parts: PanelParts,
    @Inject(PANEL_SURROUNDINGS) private readonly surroundings: PanelSurroundings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Makes sure that the day has its panel; one that has it stays as it is. Cut off at any point it can be called again: keys and
   * day are fixed by then, and nothing of an earlier attempt was announced.
   *
   * @throws DayNotRequestable, PanelAlreadyElsewhere, JobNotReady where the market is unknown yet or another process issues it
   */
  async issue(marketId: MarketId, day: Day, signal?: AbortSignal): Promise<void> {
    const market = await this.surroundings.markets.find(marketId);
    if (!market) throw new JobNotReady('MARKET_UNKNOWN');
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
      if (day && (await this.isInLiveUse(market))) await this.issue(market.id, day);
    }
  }

  findMeasuredSizes(market: MarketId, days: readonly Day[]): Promise<LedgerRow[]> {
    return this.parts.repository.find(market, days);
  }

  findPanels(market: MarketId, days: readonly Day[]): Promise<LiveDay[]> {
    return this.parts.days.findMany(market, days);
  }

  private async create(market: KnownMarket, day: Day): Promise<LiveDay> {
    const claimedAt = this.clock.now();
    const now = claimedAt.getTime();
    if (!isRequestable(day, now, market.timeZone)) throw new DayNotRequestable();
    const handedOver = await this.surroundings.stores.of('panels').list(toObjectPrefix({ market: market.id, day }));
    if (handedOver.length > 0) throw new PanelAlreadyElsewhere();
    return this.parts.days.create({
      panelId: randomUUID() as PanelId,
      market: market.id,
      day,
      claimedAt,
      destroyBy: new Date(planDestruction(day, market.timeZone, now)),
    });
  }

  private async issueClaimed(market: KnownMarket, live: LiveDay, signal: AbortSignal | undefined): Promise<void> {
    const keys = await this.parts.days.openKeys(live.panelId);
    await this.parts.stopLists.settle();
    const issuedAt = this.clock.now();
    const instants = { dayStart: startOfDay(live.day, market.timeZone), issuedAt: issuedAt.getTime() };
    const shards = Math.max(1, Math.ceil((await this.parts.lines.count(live.market)) / LINES_PER_SHARD));
    const order = { day: live, keys, members: this.parts.members.find(live, instants), shards };
    const { manifest, sizes } = await this.parts.files.write(order, signal);
    await this.announce(live, issuedAt, { manifest, sizes });
    this.logger.log({ event: 'panel.issued', market: live.market, day: live.day, panelId: live.panelId });
  }

  /** Noise, ledger, state and jobs in one transaction: a crash before it redraws unseen noise, after it nothing is drawn again. */
  private async announce(
    live: LiveDay,
    issuedAt: Date,
    { manifest, sizes }: { manifest: ClaimCheck; sizes: ExactSizes },
  ): Promise<void> {
    const sizeOf = (dataKind: PanelDataKind, group: Group): number => sizes.get(dataKind)?.get(group) ?? 0;
    await this.surroundings.transactions.run(async (transaction) => {
      const locked = await this.parts.days.lock(transaction, live.panelId);
      if (locked.state === 'issued' || locked.destroyedAt) return;
      const measured = measureSizes(sizeOf, this.random);
      await this.parts.repository.write(transaction, live.panelId, measured);
      await this.parts.days.markIssued(transaction, live.panelId, issuedAt);
      const { market, day, panelId } = live;
      const shared = { market, day, panelId, measured, destroyBy: live.destroyBy.toISOString() };
      await this.surroundings.jobs.add(transaction, panelIssued, { ...shared, panel: manifest }, { to: 'ingestion' });
      await this.surroundings.jobs.add(transaction, panelIssued, { ...shared, panel: null }, { to: 'anonymisation' });
    });
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
