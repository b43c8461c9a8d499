import { Injectable } from '@nestjs/common';
import type { Day, MarketId } from '@passant/contracts';
import type { Transaction } from '../database/transactions';
import { isEligibleLine, type LineFacts } from './domain/is-eligible-line';
import type { Holder, KnownHolder, Line } from './line';
import { type KnownLine, LinesRepository, type SavedLines } from './lines.repository';
import { NumberVault } from './number-vault';

export type { KnownHolder, KnownLine, LineFacts };

/** A line that may be in a panel, with its number in the clear: for the match key only. */
export interface EligibleLine {
  readonly subscriberId: string;
  readonly number: string;
  /** For the panel's attributes, where they are permitted. */
  readonly holder: Holder;
}

/** Between two pages everybody else is answered: with twenty times as many, a panel in the making kept the decision page waiting for seconds. */
const PAGE_LINES = 1_000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** The subscriptions of all markets. */
@Injectable()
export class LinesService {
  constructor(
    private readonly repository: LinesRepository,
    private readonly vault: NumberVault,
  ) {}

  /** The running subscriptions with a number (E.164): one, unless several markets know the number. */
  findByNumber(number: string): Promise<string[]> {
    return this.repository.findIdsByNumber(this.vault.hash(number));
  }

  findKnown(transaction: Transaction, market: MarketId, hashes: readonly Buffer[]): Promise<KnownLine[]> {
    return this.repository.findByNumbers(transaction, market, hashes);
  }

  save(transaction: Transaction, lines: readonly Line[]): Promise<SavedLines> {
    return this.repository.save(transaction, lines);
  }

  end(transaction: Transaction, subscriberIds: readonly string[], endedAt: Date): Promise<void> {
    return this.repository.end(transaction, subscriberIds, endedAt);
  }

  lock(transaction: Transaction, subscriberIds: readonly string[]): Promise<void> {
    return this.repository.lock(transaction, subscriberIds);
  }

  findHolders(subscriberIds: readonly string[]): Promise<KnownHolder[]> {
    return this.repository.findHolders(subscriberIds);
  }

  findMarkets(subscriberIds: readonly string[]): Promise<MarketId[]> {
    return this.repository.findMarkets(subscriberIds);
  }

  findEnding(byDay: Day, limit: number): Promise<string[]> {
    return this.repository.findEnding(byDay, limit);
  }

  /** Forgets at most so many lines that ended before. @returns how many */
  forgetEnded(before: Date, at: Date, limit: number): Promise<number> {
    return this.repository.forgetEnded(before, at, limit);
  }

  setDeclaredMinor(transaction: Transaction, subscriberIds: readonly string[], at: Date | null): Promise<void> {
    return this.repository.setDeclaredMinor(transaction, subscriberIds, at);
  }

  /** Numbers (E.164) of running subscriptions, for a message or letter to them. */
  async findNumbers(subscriberIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.repository.findSealedNumbers(subscriberIds);
    return new Map(
      rows.map(({ subscriberId, numberSealed }) => [subscriberId, this.vault.open(numberSealed, subscriberId)]),
    );
  }

  count(market: MarketId): Promise<number> {
    return this.repository.count(market);
  }

  /** Whether a line may be in the panel of a day, by what the registry says of it. */
  isEligible(line: LineFacts, day: Day): boolean {
    return isEligibleLine(line, day);
  }

  /** All lines of a market that ran at `since` or later, also those that ended, in pages by id after `after`. */
  async *pagesSince(
    market: MarketId,
    since: Date,
    after: string,
  ): AsyncGenerator<readonly (LineFacts & { readonly subscriberId: string })[]> {
    for (let reached = after; ;) {
      const page = await this.repository.findPageSince(market, { after: reached, limit: PAGE_LINES, since });
      const last = page.at(-1);
      if (!last) return;
      yield page;
      reached = last.subscriberId;
    }
  }

  /** Number (E.164) and start of contracts that were not erased. */
  async findContracts(
    subscriberIds: readonly string[],
  ): Promise<{ subscriberId: string; number: string; contractStart: Day }[]> {
    const rows = await this.repository.findContracts(subscriberIds);
    return rows.map(({ subscriberId, numberSealed, contractStart }) => ({
      subscriberId,
      number: this.vault.open(numberSealed, subscriberId),
      contractStart,
    }));
  }

  /** All lines of a market that may be in the panel of a day, in pages. */
  async *eligiblePages(market: MarketId, day: Day): AsyncGenerator<EligibleLine[]> {
    let after = BEFORE_ALL;
    for (;;) {
      const page = await this.repository.findPage(market, after, PAGE_LINES);
      const last = page.at(-1);
      if (!last) return;
      yield page
        .filter((line) => isEligibleLine(line, day))
        .map(({ subscriberId, numberSealed, birthYear, gender, homeArea }) => ({
          subscriberId,
          number: this.vault.open(numberSealed, subscriberId),
          holder: { birthYear, gender, homeArea },
        }));
      after = last.subscriberId;
    }
  }
}
