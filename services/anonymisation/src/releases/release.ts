import type {
  Group,
  MarketId,
  Period,
  Product,
  Purpose,
  ReleaseArtefact,
  ReleasedTable,
  ReleaseId,
  Table,
  ZonePlanId,
} from '@passant/contracts';
import type { Fraction } from '@passant/privacy';

/** What is kept of a table of a release beside the measurements it is made of: its values follow from those. */
export interface ReleaseTable extends Pick<ReleasedTable, 'table' | 'variance' | 'tau' | 'factors'> {
  readonly figures: number;
  readonly published: number;
  readonly suppressed: number;
}

/** The published figures of one period, purpose and product: fixed for ever. */
export interface Release {
  readonly releaseId: ReleaseId;
  readonly market: MarketId;
  /** A day; of frequency a month. */
  readonly period: Period;
  readonly product: Product;
  readonly purpose: Purpose;
  readonly planId: ZonePlanId;
  readonly methodVersion: string;
  /** The build that measured it. */
  readonly codeVersion: string;
  /** The policy that its measurements were made under. */
  readonly policy: { readonly name: string; readonly version: number; readonly leastPeople: number };
  /** Groups whose measurements it is the sum of. */
  readonly groups: readonly Group[];
  /** Noise variance of one figure of the first table as measured (before least squares), in units². */
  readonly sigmaSquared: number;
  readonly unitsPerPerson: number;
  readonly tables: readonly ReleaseTable[];
  readonly extrapolation: ReleaseArtefact['extrapolation'];
  readonly locationError: ReleaseArtefact['locationError'];
  readonly tableSha256: string;
  /** Of a month: on how many days it was counted; null of a day. */
  readonly daysCounted: number | null;
  /** The stop list that was applied. */
  readonly stopListNumber: number;
  readonly releasedAt: Date;
}

export interface Withdrawal {
  readonly reason: string;
  readonly withdrawnAt: Date;
}

/** What ended the wait of a release that the quality gate held. */
export type HoldEnd = 'publish' | 'discard';

/** A release as it stands: on sale, held, discarded or withdrawn. */
export type StandingRelease = Release & {
  readonly withdrawal: Withdrawal | null;
  /** Null: never held. `waiting`: a person has not decided yet. */
  readonly hold: HoldEnd | 'waiting' | null;
};

export type ReleaseStatus = 'PUBLISHED' | 'HELD' | 'DISCARDED' | 'WITHDRAWN';

export function statusOf({ withdrawal, hold }: Pick<StandingRelease, 'withdrawal' | 'hold'>): ReleaseStatus {
  if (withdrawal) return 'WITHDRAWN';
  if (hold === 'waiting') return 'HELD';
  return hold === 'discard' ? 'DISCARDED' : 'PUBLISHED';
}

/** Privacy spent: one row a period, group and table. */
export interface LedgerEntry {
  readonly market: MarketId;
  readonly period: Period;
  readonly group: Group;
  readonly table: Table;
  readonly rho: Fraction;
  readonly sigmaSquared: number;
  readonly tableSha256: string;
  readonly spentAt: Date;
}

/** All figures of a release, and what became of them; the rest lies in zones without coverage. */
export const countFigures = ({ tables }: Pick<Release, 'tables'>) => ({
  figures: tables.reduce((sum, { figures }) => sum + figures, 0),
  published: tables.reduce((sum, { published }) => sum + published, 0),
  suppressed: tables.reduce((sum, { suppressed }) => sum + suppressed, 0),
});
