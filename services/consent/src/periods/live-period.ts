import type { Day, MarketId, PanelDataKind, PanelId, Period } from '@passant/contracts';

/** What a key is for: the match key of a day, or the pseudonyms of one data kind. */
export type KeyUse = 'match' | PanelDataKind;

/** Keys of a day. */
export const DAY_USES = ['match', 'presence', 'movement'] as const satisfies readonly KeyUse[];
/** Keys of a month: who returns has one name for the whole of it. */
export const MONTH_USES = ['return-visits'] as const satisfies readonly KeyUse[];

/** A day or month with keys and a stop list of its own, until the keys are destroyed. Times are domain time. */
export interface LivePeriod {
  /** Of a day: its panel's id. */
  readonly periodId: string;
  readonly market: MarketId;
  readonly period: Period;
  /** Whether others know of it: a panel of it was announced. Before that there is no stop list to publish. */
  readonly isOpen: boolean;
  readonly begunAt: Date;
  readonly destroyBy: Date;
  readonly destroyedAt: Date | null;
  /** The newest published stop list; 0 where there is none. */
  readonly stopListNumber: number;
}

/** A month that was handed over before this database was restored: it ended as it was begun. Nothing of it is known here. */
export const isLost = ({ begunAt, destroyedAt }: Pick<LivePeriod, 'begunAt' | 'destroyedAt'>): boolean =>
  destroyedAt !== null && destroyedAt <= begunAt;

/** The one panel of a market-day, from its claim until its keys are destroyed. */
export interface LiveDay {
  readonly panelId: PanelId;
  readonly market: MarketId;
  readonly day: Day;
  readonly state: 'issuing' | 'issued';
  readonly issuedAt: Date | null;
  readonly destroyBy: Date;
  readonly destroyedAt: Date | null;
}

/** A key as the database holds it: useless without its key-encryption key. */
export interface WrappedKey {
  /** Also the id of its key-encryption key in the key store. */
  readonly id: string;
  readonly use: KeyUse;
  readonly wrapped: Buffer;
}

/** Where a period's objects lie in each hand-over. */
export const toObjectPrefix = ({ market, period }: { market: MarketId; period: Period }): string =>
  `${market.toLowerCase()}/${period}/`;
