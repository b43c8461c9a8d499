import type { MarketState } from '@passant/contracts';

export { MARKET_STATES, type MarketState } from '@passant/contracts';

/** `pilot`: a named buyer, until a day. `sandbox`: simulated people, free, for everybody. */
export type ContractKind = 'ordinary' | 'pilot' | 'sandbox';

/** What a sale depends on, of its market. */
export interface MarketPermit {
  readonly state: MarketState;
  /** Its people are simulated: for good. */
  readonly isSimulated: boolean;
  /** Instant (ms since 1970 UTC) from which the approval of the method holds no more; null: none that two people recorded. */
  readonly approvedUntilMs: number | null;
}

/** A market of which nobody ever said anything. */
export const UNPREPARED: MarketPermit = { state: 'preparation', isSimulated: false, approvedUntilMs: null };

export type SaleObstacle = 'in-preparation' | 'in-pilot' | 'approval-lapsed' | 'not-simulated';

/**
 * Why nothing may be sold, or answered, under a contract of this kind at this instant; null: it may.
 * An ordinary contract takes a live market whose approval holds, a pilot one that is in pilot or live, a sandbox simulated people.
 */
export function findSaleObstacle(market: MarketPermit, kind: ContractKind, nowMs: number): SaleObstacle | null {
  if (kind === 'sandbox') return market.isSimulated ? null : 'not-simulated';
  if (market.state === 'preparation') return 'in-preparation';
  if (kind === 'pilot') return null;
  if (market.state === 'pilot') return 'in-pilot';
  return isApproved(market, nowMs) ? null : 'approval-lapsed';
}

export const isApproved = ({ approvedUntilMs }: Pick<MarketPermit, 'approvedUntilMs'>, nowMs: number): boolean =>
  approvedUntilMs !== null && nowMs < approvedUntilMs;

/** What stands on everything that is sold so: nothing on what is sold for good of real people. */
export const MARKS = ['pilot', 'sandbox', 'simulated'] as const;
export type Mark = (typeof MARKS)[number];

export const findMarks = (market: Pick<MarketPermit, 'isSimulated'>, kind: ContractKind): Mark[] => [
  ...(kind === 'ordinary' ? [] : [kind]),
  ...(market.isSimulated ? (['simulated'] as const) : []),
];
