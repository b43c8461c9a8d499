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
  /** Last day of the contract; null: it goes on. */
  readonly contractEnd: Day | null;
  readonly isBusiness: boolean;
  /** Under which name the network sells it; null where it has one only. */
  readonly brand: string | null;
}

/** What the registry says of a line's holder. */
export type Holder = Pick<Line, 'birthYear' | 'gender' | 'homeArea'>;

/** What of a line decides whether and how its person may be in a panel, with the sealed number for the match key. */
export interface PanelLine extends Holder {
  readonly subscriberId: string;
  readonly numberSealed: Buffer;
  readonly isBusiness: boolean;
  readonly contractStart: Day;
  readonly contractEnd: Day | null;
  /** Somebody declared on the page that a person under 18 uses the line. */
  readonly isDeclaredMinor: boolean;
}

/** What decides whether a line may be in a panel, by which line it is. */
export type KnownHolder = Pick<
  Line,
  'subscriberId' | 'market' | 'birthYear' | 'isBusiness' | 'contractStart' | 'contractEnd'
> &
  Pick<PanelLine, 'isDeclaredMinor'>;
