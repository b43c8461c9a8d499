import { Inject, Injectable } from '@nestjs/common';
import type { KindOfBuyer, MarketId, ReleaseId } from '@passant/contracts';
import { CLOCK, type Clock, JobNotReady } from '@passant/platform';
import type { Transaction } from '../database/transactions';
import { type KnownRelease, ReleasesRepository, type UsedRelease } from './releases.repository';

const MOST_RELEASES = 1000;

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

  /** @throws JobNotReady where the withdrawal came before the release */
  async withdraw(transaction: Transaction, releaseId: ReleaseId): Promise<void> {
    const known = await this.repository.withdraw(transaction, releaseId, this.clock.now());
    if (!known) throw new JobNotReady('RELEASE_UNKNOWN');
  }

  addUse(transaction: Transaction, releaseId: ReleaseId, kindOfBuyer: KindOfBuyer): Promise<void> {
    return this.repository.addUse(transaction, releaseId, kindOfBuyer);
  }

  /** The newest releases of a market, at most 1,000, with the kinds of buyer that used them. */
  findNewest(market: MarketId): Promise<UsedRelease[]> {
    return this.repository.findNewest(market, MOST_RELEASES);
  }

  findKindsOfBuyer(releaseIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    return this.repository.findKindsOfBuyer(releaseIds);
  }
}
