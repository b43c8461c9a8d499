import { Inject, Injectable } from '@nestjs/common';
import type { KindOfBuyer, MarketId, Month, ReleaseId } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import type { Transaction } from '../database/transactions';
import { type KnownRelease, ReleasesRepository, type UsedRelease } from './releases.repository';

/** How many days with releases are looked through: a year and more, however many releases a day has. */
const DAYS_BACK = 400;

/** What people are told about the use of a day: its releases and the kinds of buyer that used them. */
@Injectable()
export class ReleasesService {
  constructor(
    private readonly repository: ReleasesRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  add(transaction: Transaction, release: KnownRelease): Promise<void> {
    return this.repository.add(transaction, release);
  }

  /** May come before the release, or without it: a release that was held back and never announced. */
  withdraw(transaction: Transaction, releaseId: ReleaseId): Promise<void> {
    return this.repository.addWithdrawal(transaction, releaseId, this.clock.now());
  }

  addUse(transaction: Transaction, releaseId: ReleaseId, kindOfBuyer: KindOfBuyer): Promise<void> {
    return this.repository.addUse(transaction, releaseId, kindOfBuyer);
  }

  /**
   * The releases of a market's newest 400 days that have any, and of the whole month of the oldest, with the kinds of buyer that used
   * them. `since`: that month; null where there is no release.
   */
  async findNewest(market: MarketId): Promise<{ since: Month | null; releases: UsedRelease[] }> {
    const since = await this.repository.findMonthBack(market, DAYS_BACK);
    return since ? { since, releases: await this.repository.findSince(market, since) } : { since: null, releases: [] };
  }

  findKindsOfBuyer(releaseIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    return this.repository.findKindsOfBuyer(releaseIds);
  }
}
