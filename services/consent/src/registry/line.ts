import type { Day, MarketId } from '@passant/contracts';

/** A subscription as the network operator reports it. The consent of its holder binds to it, not to the number. */
export interface Line {
  readonly subscriberId: string;
  readonly market: MarketId;
  readonly numberHash: Buffer;
  readonly numberSealed: Buffer;
  readonly birthYear: number;
  readonly gender: 'm' | 'f' | null;
  readonly homeArea: string | null;
  readonly contractStart: Day;
  readonly isBusiness: boolean;
}

/** What of a line decides whether its person may be in a panel, with the sealed number for the match key. */
export interface PanelLine {
  readonly subscriberId: string;
  readonly numberSealed: Buffer;
  readonly birthYear: number;
  readonly isBusiness: boolean;
  readonly contractStart: Day;
}
