import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  addDays,
  dayAt,
  daysOf,
  firstDayOf,
  type MarketId,
  type Month,
  startOfDay,
  timeZoneSchema,
} from '@passant/contracts';
import { AuditLog, CLOCK, type Clock } from '@passant/platform';
import { type Transaction, Transactions } from '../database/transactions';
import { type KnownMarket, MarketsService } from '../markets/markets.service';
import { LinesService } from '../registry/lines.service';
import { AccrualsService } from './accruals.service';
import { chooseMonths, oldestKeptMonth } from './domain/choose-months';
import { writeCreditFile } from './domain/credit-file';
import type { Plan } from './domain/plan';
import { CreditsNotClosed } from './rewards.errors';
import { type CreditMonth, RewardsRepository } from './rewards.repository';

const UTC = timeZoneSchema.parse('UTC');

export const CREDIT_PARTS = Symbol('CREDIT_PARTS');
export interface CreditParts {
  readonly repository: RewardsRepository;
  readonly accruals: AccrualsService;
  readonly lines: LinesService;
  readonly markets: MarketsService;
  readonly log: AuditLog;
}

/** A file as it is sent. */
export interface CreditFile {
  readonly sha256: string;
  readonly lines: AsyncGenerator<string>;
}

interface OpenMonth {
  readonly market: KnownMarket;
  readonly month: Month;
  readonly plans: readonly Plan[];
}

/** The credits of whole months: fixed once, page by page, so that a crash loses nothing and adds nothing twice. */
@Injectable()
export class CreditsService {
  constructor(
    @Inject(CREDIT_PARTS) private readonly parts: CreditParts,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Fixes every month that was over two days ago, in every market with a plan. @returns how many were closed */
  async closeMonths(): Promise<number> {
    const plans = await this.parts.repository.findPlans(null);
    let closed = 0;
    for (const market of await this.parts.markets.findAll()) {
      const own = plans.filter((plan) => plan.market === market.id);
      const first = own.map(({ effectiveFrom }) => effectiveFrom).sort()[0];
      if (!first) continue;
      const twoDaysAgo = addDays(dayAt(this.clock.now().getTime(), market.timeZone), -2);
      const known = await this.parts.repository.findMonths(market.id);
      const done = new Set(known.filter(({ closedAt }) => closedAt).map(({ month }) => month));
      for (const month of chooseMonths(first, twoDaysAgo, done))
        if (await this.close({ market, month, plans: own })) closed += 1;
    }
    return closed;
  }

  /** Forgets what the law asks nobody to keep any more. */
  prune(): Promise<void> {
    return this.parts.repository.prune(oldestKeptMonth(dayAt(this.clock.now().getTime(), UTC)));
  }

  findMonths(market: MarketId): Promise<CreditMonth[]> {
    return this.parts.repository.findMonths(market);
  }

  /** The file of a closed month: the same bytes each time. @throws CreditsNotClosed */
  async getFile(market: MarketId, month: Month): Promise<CreditFile> {
    const closed = await this.getClosed(market, month);
    return { sha256: closed.sha256!, lines: writeCreditFile(this.parts.repository.findFileRows({ market, month })) };
  }

  /** Whose the references of a closed month are, for billing; without lines that were erased, or ended long ago. @throws CreditsNotClosed */
  async getAccounts(market: MarketId, month: Month): Promise<AsyncGenerator<string>> {
    await this.getClosed(market, month);
    return this.writeAccounts(market, month);
  }

  private async *writeAccounts(market: MarketId, month: Month): AsyncGenerator<string> {
    yield 'reference,msisdn,contract_start\n';
    for await (const page of this.parts.repository.findFileRows({ market, month })) {
      const references = [...new Set(page.map(({ reference }) => reference))];
      const contracts = await this.parts.lines.findContracts(references);
      yield contracts
        .map(({ subscriberId, number, contractStart }) => `${subscriberId},${number},${contractStart}\n`)
        .join('');
    }
  }

  private async getClosed(market: MarketId, month: Month): Promise<CreditMonth> {
    const found = (await this.parts.repository.findMonths(market)).find((one) => one.month === month);
    if (!found?.closedAt) throw new CreditsNotClosed();
    return found;
  }

  /** @returns whether it was closed here, not by somebody else */
  private async close({ market, month, plans }: OpenMonth): Promise<boolean> {
    const question = { timeZone: market.timeZone, days: daysOf(month), plans };
    const since = new Date(startOfDay(firstDayOf(month), market.timeZone));
    const scope = { market: market.id, month };
    const begun = await this.transactions.run((transaction) =>
      this.parts.repository.holdMonth(transaction, market.id, month),
    );
    if (begun.closedAt) return false;
    let { reached } = begun;
    for await (const page of this.parts.lines.pagesSince(market.id, since, reached)) {
      const earned = await this.parts.accruals.find(page, question);
      const credits = [...earned].flatMap(([subscriberId, own]) => own.map((one) => ({ ...one, subscriberId })));
      const next = page.at(-1)!.subscriberId;
      const isOurs = await this.transactions.run(async (transaction) => {
        // Somebody else may have gone on with it, or be done.
        const held = await this.parts.repository.holdMonth(transaction, market.id, month);
        if (held.closedAt || held.reached !== reached) return false;
        await this.parts.repository.addCredits(transaction, scope, credits);
        await this.parts.repository.noteReached(transaction, scope, next);
        return true;
      });
      if (!isOurs) return false;
      reached = next;
    }
    return this.transactions.run((transaction) => this.seal(transaction, scope, reached));
  }

  private async seal(
    transaction: Transaction,
    scope: { readonly market: MarketId; readonly month: Month },
    reached: string,
  ): Promise<boolean> {
    const held = await this.parts.repository.holdMonth(transaction, scope.market, scope.month);
    if (held.closedAt || held.reached !== reached) return false;
    const hash = createHash('sha256');
    for await (const text of writeCreditFile(this.parts.repository.findFileRows(scope, transaction))) hash.update(text);
    const at = this.clock.now();
    const sha256 = hash.digest('hex');
    await this.parts.repository.closeMonth(transaction, scope, { at, sha256 });
    await this.parts.log.append(transaction, [{ kind: 'credits-closed', at, content: { ...scope, sha256 } }]);
    return true;
  }
}
