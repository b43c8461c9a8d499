import type { Day, MarketId, PanelDataKind, PanelId } from '@passant/contracts';

/** What a day key is for: the match key, or the pseudonyms of one data kind. */
export type KeyUse = 'match' | PanelDataKind;

/** The one panel of a market-day, from its claim until its keys are destroyed. Times are domain time. */
export interface LiveDay {
  readonly panelId: PanelId;
  readonly market: MarketId;
  readonly day: Day;
  readonly state: 'issuing' | 'issued';
  readonly issuedAt: Date | null;
  readonly destroyBy: Date;
  readonly destroyedAt: Date | null;
  /** The newest published stop list; 0 where there is none. */
  readonly stopListNumber: number;
}

/** A day key as the database holds it: useless without its key-encryption key. */
export interface WrappedKey {
  /** Also the id of its key-encryption key in the key store. */
  readonly id: string;
  readonly use: KeyUse;
  readonly wrapped: Buffer;
}

/** Where a day's objects lie in each hand-over. */
export const toObjectPrefix = ({ market, day }: { market: MarketId; day: Day }): string =>
  `${market.toLowerCase()}/${day}/`;
