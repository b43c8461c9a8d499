import { Inject, Injectable } from '@nestjs/common';
import type { DataKind } from '@passant/contracts';
import type { Language } from '../texts/kinds-of-buyer';

/** What a line earned, and what it could earn, in words of the page's language. */
export interface PageRewards {
  /** What which data kind earns from tomorrow on, before anybody chooses; empty: no reward is offered, and the page says so. */
  readonly possible: readonly { readonly dataKind: DataKind; readonly text: string }[];
  /** Newest first, e.g. `{ when: 'November 2026', what: '1.20 € on the bill' }`. */
  readonly earned: readonly { readonly when: string; readonly what: string }[];
}

/** Where the page asks about rewards. */
export interface RewardsForPage {
  find(subscriberIds: readonly string[], language: Language): Promise<PageRewards>;
}
export const REWARDS_FOR_PAGE = Symbol('REWARDS_FOR_PAGE');

/** Where the page asks for the receipt of a decision; undefined: there is none for it. */
export interface ReceiptsForPage {
  findPath(reference: string, language: Language): string | undefined;
}
export const RECEIPTS_FOR_PAGE = Symbol('RECEIPTS_FOR_PAGE');

/** Every decision has one; it is made when it is asked for. */
export const RECEIPT_PATHS: ReceiptsForPage = {
  findPath: (reference, language) => `/decide/receipt?reference=${reference}&lang=${language}`,
};

/** What other features add to the page. */
@Injectable()
export class PageSeams {
  constructor(
    @Inject(REWARDS_FOR_PAGE) readonly rewards: RewardsForPage,
    @Inject(RECEIPTS_FOR_PAGE) readonly receipts: ReceiptsForPage,
  ) {}
}
