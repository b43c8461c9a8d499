import { Inject, Injectable } from '@nestjs/common';
import {
  KINDS_OF_BUYER,
  type KindOfBuyer,
  type MarketState,
  PRODUCTS,
  type Product,
  PURPOSES,
} from '@passant/contracts';
import { AuditProofs, CLOCK, type Clock } from '@passant/platform';
import { ComplaintsService } from '../complaints/complaints.service';
import { MarketsService } from '../markets/markets.service';
import { type Parties, ReceiptsService } from '../receipts/receipts.service';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { StopsService } from '../stops/stops.service';
import { findActive } from './domain/find-active';
import { listMonths } from './domain/list-months';
import { roundCount, type RoundedCount } from './domain/round-count';
import { Kept } from './kept';
import { RETENTION, type RetentionId } from './retention';
import { TransparencyRepository } from './transparency.repository';

/** What everybody may know. */
export interface PublicFacts {
  readonly asOf: string;
  readonly parties: Parties;
  readonly products: readonly Product[];
  readonly purposes: readonly string[];
  readonly markets: readonly {
    readonly id: string;
    readonly name: string;
    readonly planVersion: number;
    /** In preparation nothing is sold, in pilot only to named buyers for a time. */
    readonly state: MarketState;
    /** Nobody in it is real. */
    readonly isSimulated: boolean;
    /** Until when the approval of its method holds; null: there is none. */
    readonly approvedUntil: string | null;
    readonly zones: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
  }[];
  readonly kindsOfBuyer: readonly { readonly kind: KindOfBuyer; readonly activeContracts: number }[];
  /** How many of the active contracts are pilots: with a named buyer, for a time, marked as such. */
  readonly pilotContracts: number;
  readonly retention: readonly { readonly store: RetentionId; readonly longest: string }[];
  /** zCDP, see the ledger. */
  readonly guarantee: { readonly rhoPersonDay: number; readonly ledger: readonly string[] };
  readonly months: readonly {
    readonly month: string;
    readonly withdrawals: RoundedCount;
    readonly complaints: RoundedCount;
    readonly timeToEffect: object;
  }[];
  /** What is halted now; null: every purpose, every product, no end. */
  readonly stops: readonly {
    readonly market: string;
    readonly purpose: string | null;
    readonly product: string | null;
    readonly since: string;
    readonly until: string | null;
  }[];
  readonly audit: {
    readonly keys: readonly string[];
    readonly waitingSince: string | null;
    readonly checkpoints: readonly {
      readonly sequence: number;
      readonly epoch: number;
      readonly size: number;
      readonly sealedAt: string;
      readonly note: string;
    }[];
  };
}

/** What the services that know other things of it are, in one hand. */
@Injectable()
export class PublicSources {
  constructor(
    readonly markets: MarketsService,
    readonly stopLists: StopListsService,
    readonly complaints: ComplaintsService,
    readonly receipts: ReceiptsService,
  ) {}
}

/** What is standing still, and what time it is. */
@Injectable()
export class PublicSurroundings {
  constructor(
    readonly stops: StopsService,
    @Inject(CLOCK) readonly clock: Clock,
  ) {}
}

const MONTHS = 12;
const CHECKPOINTS = 20;
const RHO_PERSON_DAY = 0.03;
/** However many people ask, the database is asked this often. */
const FRESH_MS = 2_000;
const MONTHS_FRESH_MS = 60_000;

@Injectable()
export class TransparencyService {
  private readonly facts = new Kept(FRESH_MS, () => this.collect());
  private readonly months = new Kept(MONTHS_FRESH_MS, () => this.collectMonths());

  constructor(
    private readonly repository: TransparencyRepository,
    private readonly sources: PublicSources,
    private readonly proofs: AuditProofs,
    private readonly surroundings: PublicSurroundings,
  ) {}

  get keys(): object {
    return this.sources.receipts.keys;
  }

  getFacts(): Promise<PublicFacts> {
    return this.facts.get();
  }

  private async collect(): Promise<PublicFacts> {
    const now = this.surroundings.clock.now();
    const markets = await this.sources.markets.findAll();
    const contracts = findActive(await this.repository.findSchedule(), now);
    const standings = await this.repository.findMarkets();
    return {
      asOf: now.toISOString(),
      parties: this.sources.receipts.parties,
      products: PRODUCTS,
      purposes: PURPOSES,
      markets: markets.map(({ id, name, planVersion, zones }) => {
        const { state = 'preparation', isSimulated = false, approvedUntil = null } = standings.get(id) ?? {};
        return { id, name, planVersion, state, isSimulated, approvedUntil, zones };
      }),
      kindsOfBuyer: KINDS_OF_BUYER.map((kind) => ({ kind, activeContracts: contracts?.active[kind] ?? 0 })),
      pilotContracts: contracts?.pilots ?? 0,
      retention: RETENTION,
      guarantee: { rhoPersonDay: RHO_PERSON_DAY, ledger: markets.map(({ id }) => `/ledger?market=${id}`) },
      months: await this.months.get(),
      stops: (await this.surroundings.stops.listPublic()).map((stop) => ({
        ...stop,
        since: stop.since.toISOString(),
        until: stop.until?.toISOString() ?? null,
      })),
      audit: await this.collectAudit(),
    };
  }

  private async collectMonths(): Promise<PublicFacts['months']> {
    const months = listMonths(this.surroundings.clock.now(), MONTHS);
    const since = months.at(-1)!;
    const withdrawals = await this.repository.countWithdrawals(since);
    const complaints = await this.sources.complaints.countByMonth(since);
    const countIn = (counts: readonly { month: string; count: number }[], month: string): RoundedCount =>
      roundCount(counts.find((one) => one.month === month)?.count ?? 0);
    return Promise.all(
      months.map(async (month) => ({
        month,
        withdrawals: countIn(withdrawals, month),
        complaints: countIn(complaints, month),
        timeToEffect: toPublic(await this.sources.stopLists.summarise(month)),
      })),
    );
  }

  private async collectAudit(): Promise<PublicFacts['audit']> {
    const checkpoints = await this.proofs.findCheckpoints(CHECKPOINTS);
    const waitingSince = await this.proofs.findWaitingSince();
    return {
      keys: [this.proofs.verifierLine],
      waitingSince: waitingSince?.toISOString() ?? null,
      checkpoints: checkpoints.map(({ sealedAt, ...checkpoint }) => ({
        ...checkpoint,
        sealedAt: sealedAt.toISOString(),
      })),
    };
  }
}

/** Infinite times (not yet confirmed everywhere) have no number in JSON. */
const toPublic = (summary: object): object =>
  Object.fromEntries(Object.entries(summary).map(([key, value]) => [key, value === Infinity ? null : value]));
