import type { Day, Group, MarketId, Product, Purpose, ReleaseId, ZonePlanId } from '@passant/contracts';
import type { Extrapolation, Fraction } from '@passant/privacy';

/** The published figures of one day, purpose and product: fixed for ever. */
export interface Release {
  readonly releaseId: ReleaseId;
  readonly market: MarketId;
  readonly day: Day;
  readonly product: Product;
  readonly purpose: Purpose;
  readonly planId: ZonePlanId;
  readonly methodVersion: string;
  /** Groups whose measurements it is the sum of. */
  readonly groups: readonly Group[];
  /** Variance of one figure's noise, in units². */
  readonly sigmaSquared: number;
  /** In units. */
  readonly tau: number;
  readonly unitsPerPerson: number;
  readonly figures: number;
  readonly published: number;
  readonly suppressed: number;
  readonly extrapolation: Extrapolation | null;
  readonly tableSha256: string;
  /** The stop list that was applied. */
  readonly stopListNumber: number;
  readonly releasedAt: Date;
}

export interface Withdrawal {
  readonly reason: string;
  readonly withdrawnAt: Date;
}

/** A release as it stands: withdrawn or not. */
export type StandingRelease = Release & { readonly withdrawal: Withdrawal | null };

/** Privacy spent: one row a day, group and table. */
export interface LedgerEntry {
  readonly market: MarketId;
  readonly day: Day;
  readonly group: Group;
  readonly table: Product;
  readonly rho: Fraction;
  readonly sigmaSquared: number;
  readonly tableSha256: string;
  readonly spentAt: Date;
}
