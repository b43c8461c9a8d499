import { Inject, Injectable } from '@nestjs/common';
import {
  releaseWithdrawn,
  type Day,
  type MarketId,
  type Period,
  type Product,
  type Purpose,
  type ReleasedTable,
  type ReleaseId,
} from '@passant/contracts';
import { CLOCK, Jobs, type Clock } from '@passant/platform';
import { Transactions, type Transaction } from '../database/transactions';
import { MeasurementsRepository } from './measurements.repository';
import type { HoldEnd, LedgerEntry, StandingRelease } from './release';
import { ReleasedTablesService } from './released-tables.service';
import { ReleaseUnknown, WithdrawalReasonInvalid } from './releases.errors';
import { ReleasesRepository, type ReleaseQuery } from './releases.repository';

export type { ReleaseQuery } from './releases.repository';
export { countFigures, statusOf, type HoldEnd, type StandingRelease } from './release';

/** A release with all its figures before suppression. */
export interface NoisyTables {
  readonly release: StandingRelease;
  readonly panelMeasured: number | null;
  readonly unitsPerPerson: number;
  /** Zones of the plan, then its regions. */
  readonly places: readonly string[];
  /** Number among {@link places} of the region of each zone. */
  readonly regionOfZone: readonly number[];
  readonly tables: readonly (Pick<ReleasedTable, 'table' | 'variance'> & {
    readonly rows: readonly string[];
    readonly columns: readonly string[];
    /** In units. */
    readonly values: readonly number[];
  })[];
}

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
    private readonly tables: ReleasedTablesService,
    private readonly outside: ReleasesOutside,
  ) {}

  find(query: ReleaseQuery): Promise<StandingRelease[]> {
    return this.releases.find(query);
  }

  findByIds(releaseIds: readonly ReleaseId[]): Promise<StandingRelease[]> {
    return this.releases.findByIds(releaseIds);
  }

  findLedgerOfPeriods(market: MarketId, periods: readonly Period[]): Promise<LedgerEntry[]> {
    return this.measurements.findLedgerOfPeriods(market, periods);
  }

  /** The figures of some days' releases that were not withdrawn. */
  async findNoisyTables({
    market,
    days,
    ...of
  }: {
    readonly market: MarketId;
    readonly days: readonly Day[];
    readonly product: Product;
    readonly purpose: Purpose;
  }): Promise<NoisyTables[]> {
    const [from, to] = [days.toSorted()[0], days.toSorted().at(-1)];
    const releases = from ? await this.releases.find({ market, from, to, ...of }) : [];
    const wanted = releases.filter(({ period, withdrawal }) => !withdrawal && days.includes(period as Day));
    const found: NoisyTables[] = [];
    for (const release of wanted) {
      const { zones: rows, places, regionOfZone, tables } = await this.tables.read(release);
      const { extrapolation, unitsPerPerson } = release;
      const figures = tables.map(({ table, columns, values, variance }) => ({
        table,
        rows,
        columns,
        values,
        variance,
      }));
      const panelMeasured = extrapolation?.panelMeasured ?? null;
      found.push({ release, panelMeasured, unitsPerPerson, places, regionOfZone, tables: figures });
    }
    return found;
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

  /** The quality gate holds these: they wait for a person. */
  hold(transaction: Transaction, releaseIds: readonly ReleaseId[]): Promise<void> {
    return this.releases.insertHolds(transaction, releaseIds, this.outside.clock.now());
  }

  /** All held releases of a day and purpose go on sale, or never will. @returns their ids */
  async endHold(
    transaction: Transaction,
    { decision, ...of }: { market: MarketId; day: Day; purpose: Purpose; decision: HoldEnd },
  ): Promise<ReleaseId[]> {
    const releases = await this.releases.findOfPeriod(of.market, of.day);
    const held = releases.filter(({ purpose, hold }) => purpose === of.purpose && hold === 'waiting');
    const ids = held.map(({ releaseId }) => releaseId);
    await this.releases.insertHoldEnds(transaction, ids, { decision, endedAt: this.outside.clock.now() });
    return ids;
  }

  private async getOne(releaseId: ReleaseId): Promise<StandingRelease> {
    const [release] = await this.releases.findByIds([releaseId]);
    if (!release) throw new ReleaseUnknown();
    return release;
  }
}
