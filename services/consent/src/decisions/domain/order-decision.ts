/**
 * The time of a new decision (ms since 1970): now, and always after what the same person decided before, also when another
 * machine's clock was ahead. Without this a withdrawal could lose against an earlier grant.
 */
export const toDecisionTime = (now: number, lastDecidedAt: number | undefined): number =>
  lastDecidedAt === undefined ? now : Math.max(now, lastDecidedAt + 1);
