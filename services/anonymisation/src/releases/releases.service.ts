import { Inject, Injectable } from '@nestjs/common';
import { releaseWithdrawn, type Day, type MarketId, type ReleaseId } from '@passant/contracts';
import { CLOCK, Jobs, type Clock } from '@passant/platform';
import { Transactions } from '../database/transactions';
import { MeasurementsRepository } from './measurements.repository';
import type { LedgerEntry, StandingRelease } from './release';
import { ReleaseUnknown, WithdrawalReasonInvalid } from './releases.errors';
import { ReleasesRepository, type ReleaseQuery } from './releases.repository';

export type { ReleaseQuery } from './releases.repository';

const LEAST_REASON = 10;
const LONGEST_REASON = 500;

@Injectable()
export class ReleasesOutside {
  constructor(
    readonly transactions: Transactions,
    readonly jobs: Jobs,
    @Inject(CLOCK) readonly clock: Clock,
  ) {}
}

/** What was released, what it cost, and taking a wrong release off sale. */
@Injectable()
export class ReleasesService {
  constructor(
    private readonly releases: ReleasesRepository,
    private readonly measurements: MeasurementsRepository,
    private readonly outside: ReleasesOutside,
  ) {}

  find(query: ReleaseQuery): Promise<StandingRelease[]> {
    return this.releases.find(query);
  }

  findByIds(releaseIds: readonly ReleaseId[]): Promise<StandingRelease[]> {
    return this.releases.findByIds(releaseIds);
  }

  findLedger(market: MarketId, day?: Day): Promise<LedgerEntry[]> {
    return this.measurements.findLedger(market, day);
  }

  findLedgerOfDays(market: MarketId, days: readonly Day[]): Promise<LedgerEntry[]> {
    return this.measurements.findLedgerOfDays(market, days);
  }

  /**
   * Takes a wrong release off sale. It stays, with its figures, in database and ledger: its budget is spent. A repeat
   * changes nothing.
   *
   * @throws ReleaseUnknown, WithdrawalReasonInvalid
   */
  async withdraw(releaseId: ReleaseId, by: { reason: string; staffId: string }): Promise<StandingRelease> {
    const reason = by.reason.trim();
    if (reason.length < LEAST_REASON || reason.length > LONGEST_REASON) throw new WithdrawalReasonInvalid();
    await this.getOne(releaseId);
    const withdrawal = { releaseId, reason, staffId: by.staffId, withdrawnAt: this.outside.clock.now() };
    await this.outside.transactions.run(async (transaction) => {
      const isNew = await this.releases.insertWithdrawal(transaction, withdrawal);
      if (isNew) await this.outside.jobs.add(transaction, releaseWithdrawn, { releaseId });
    });
    return this.getOne(releaseId);
  }

  private async getOne(releaseId: ReleaseId): Promise<StandingRelease> {
    const [release] = await this.releases.findByIds([releaseId]);
    if (!release) throw new ReleaseUnknown();
    return release;
  }
}
