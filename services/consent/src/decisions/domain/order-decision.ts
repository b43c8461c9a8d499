/**
 * The time (ms since 1970) that orders a new decision: now, and always after what the same person decided before, also when
 * another machine's clock was ahead. Without this a withdrawal could lose against an earlier grant. It only orders: a
 * decision counts from now on, whatever other clocks said.
 */
export const toDecisionTime = (now: number, lastDecidedAt: number | undefined): number =>
  lastDecidedAt === undefined ? now : Math.max(now, lastDecidedAt + 1);
