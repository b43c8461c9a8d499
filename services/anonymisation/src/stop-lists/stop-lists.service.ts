import { Inject, Injectable } from '@nestjs/common';
import { stopListApplied, stopListGrown, type Day, type JobPayload, type MarketId } from '@passant/contracts';
import { CLOCK, Inbox, Jobs, ObjectStores, openBytes, type Clock } from '@passant/platform';
import type { Transaction } from '../database/transactions';
import { SealKeys } from '../transform/seal-keys';
import { parseStopList, type OpenStopList } from './domain/parse-stop-list';
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

/**
 * Stop lists. This service keeps no rows of its own at rest: a list applies to everything it holds as soon as it is stored,
 * because every read of sealed segments is anti-joined with the newest, and a close checks the number once more in the
 * transaction that ends it.
 */
@Injectable()
export class StopListsService {
  constructor(
    private readonly lists: StopListsRepository,
    private readonly keys: SealKeys,
    private readonly outside: StopListOutside,
  ) {}

  /** Stores a list and acknowledges it. @throws StopListInvalid, ClaimCheckMismatch, SealBroken */
  async store(rowId: string, { market, day, number, list }: JobPayload<typeof stopListGrown>): Promise<void> {
    const { stores, inbox, jobs, clock } = this.outside;
    const known = await this.lists.find(market, day);
    const isOld = known !== undefined && known.number >= number;
    const sealed = isOld ? undefined : await stores.of('stop-lists-anonymisation').readBytes(list);
    if (sealed) await this.open(sealed, { market, day, number });
    const receivedAt = clock.now();
    await inbox.once(rowId, stopListGrown, async (transaction) => {
      if (sealed) {
        await this.lists.lockDay(transaction, market, day);
        await this.lists.upsert(transaction, { market, day, number, sealed, receivedAt });
      }
      await jobs.add(transaction, stopListApplied, { market, day, number, consumer: 'anonymisation' });
    });
  }

  /** The newest list, opened; number 0 and nobody where there is none. @throws StopListInvalid, SealBroken */
  async getNewest(market: MarketId, day: Day): Promise<OpenStopList> {
    const known = await this.lists.find(market, day);
    if (!known) return { number: 0, pseudonyms: Buffer.alloc(0) };
    return this.open(known.sealed, { market, day, number: known.number });
  }

  /** The number that holds until the transaction ends. */
  lockNumber(transaction: Transaction, market: MarketId, day: Day): Promise<number> {
    return this.lists.lockNumber(transaction, market, day);
  }

  /** The list dies with the keys of its day. */
  forget(transaction: Transaction, market: MarketId, day: Day): Promise<void> {
    return this.lists.delete(transaction, market, day);
  }

  private async open(sealed: Buffer, announced: { market: MarketId; day: Day; number: number }): Promise<OpenStopList> {
    const bytes = await openBytes(await this.keys.get(), sealed);
    const list = parseStopList(bytes.toString('utf8'), announced);
    if (!list || list.number < announced.number) throw new StopListInvalid();
    return list;
  }
}
