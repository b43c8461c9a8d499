import { Inject, Injectable } from '@nestjs/common';
import {
  isMonth,
  stopListApplied,
  stopListGrown,
  type JobPayload,
  type MarketId,
  type Period,
} from '@passant/contracts';
import { CLOCK, Inbox, Jobs, ObjectStores, openBytes, type Clock } from '@passant/platform';
import type { Transaction } from '../database/transactions';
import { RewriteMarksService } from '../months/rewrite-marks.service';
import { SealKeys } from '../transform/seal-keys';
import { findAdded, NOBODY_STOPPED, parseStopList, type OpenStopList } from './domain/parse-stop-list';
import { StopListInvalid } from './stop-lists.errors';
import { StopListsRepository } from './stop-lists.repository';

/** What the use cases here need of the platform. */
@Injectable()
export class StopListOutside {
  constructor(
    readonly stores: ObjectStores,
    readonly inbox: Inbox,
    readonly jobs: Jobs,
    @Inject(CLOCK) readonly clock: Clock,
  ) {}
}

type Grown = JobPayload<typeof stopListGrown>;

/**
 * Stop lists. Of days this service keeps no rows of its own at rest: a list applies to everything it holds as soon as it is stored,
 * because every read of sealed segments is anti-joined with the newest, and a close checks the number once more in the
 * transaction that ends it. Of months it keeps marks: they are rewritten before the list is acknowledged.
 */
@Injectable()
export class StopListsService {
  constructor(
    private readonly lists: StopListsRepository,
    private readonly keys: SealKeys,
    private readonly marks: RewriteMarksService,
    private readonly outside: StopListOutside,
  ) {}

  /**
   * Stores a list, applies it to what is held, and acknowledges it.
   *
   * @throws StopListInvalid, ObjectMissing, ClaimCheckMismatch, SealBroken, EngineFailed
   */
  async store(rowId: string, grown: Grown, signal: AbortSignal): Promise<void> {
    const { market, period, number } = grown;
    const before = await this.getNewest(market, period);
    if (before.number < number) await this.keep(grown);
    if (isMonth(period)) {
      const newest = await this.getNewest(market, period);
      const stopped = newest.pseudonyms['return-visits'];
      const added = findAdded(before.pseudonyms['return-visits'], stopped);
      await this.marks.rewrite(
        { market, month: period },
        { number: newest.number, stopped, added, addedSince: before.number },
        signal,
      );
    }
    await this.outside.inbox.once(rowId, stopListGrown, async (transaction) => {
      await this.outside.jobs.add(transaction, stopListApplied, { market, period, number, consumer: 'anonymisation' });
    });
  }

  /** The newest list, opened; number 0 and nobody where there is none. @throws StopListInvalid, SealBroken */
  async getNewest(market: MarketId, period: Period): Promise<OpenStopList> {
    const known = await this.lists.find(market, period);
    if (!known) return { number: 0, pseudonyms: NOBODY_STOPPED };
    return this.open(known.sealed, { market, period, number: known.number });
  }

  /** The number that holds until the transaction ends. */
  lockNumber(transaction: Transaction, market: MarketId, period: Period): Promise<number> {
    return this.lists.lockNumber(transaction, market, period);
  }

  /** The list dies with the keys of its period. */
  forget(transaction: Transaction, market: MarketId, period: Period): Promise<void> {
    return this.lists.delete(transaction, market, period);
  }

  /** Also lists that came while their period was ended. */
  forgetEnded(transaction: Transaction): Promise<void> {
    return this.lists.deleteEnded(transaction);
  }

  /** A period that has ended has nothing left to apply a list to, and consent deletes its lists. */
  private async keep({ market, period, number, list }: Grown): Promise<void> {
    if (await this.lists.hasEnded(market, period)) return;
    const sealed = await this.outside.stores.of('stop-lists-anonymisation').readBytes(list);
    await this.open(sealed, { market, period, number });
    await this.lists.keep({ market, period, number, sealed, receivedAt: this.outside.clock.now() });
  }

  private async open(
    sealed: Buffer,
    announced: { market: MarketId; period: Period; number: number },
  ): Promise<OpenStopList> {
    const bytes = await openBytes(await this.keys.get(), sealed);
    const list = parseStopList(bytes.toString('utf8'), announced);
    if (!list || list.number < announced.number) throw new StopListInvalid();
    return list;
  }
}
