import { KINDS_OF_BUYER, type KindOfBuyer } from '@passant/contracts';

/** A contract that is active now: whose kind of buyer, and until when at most (ms since 1970; null: no end). */
export interface ActiveContract {
  readonly kindOfBuyer: KindOfBuyer;
  readonly validUntilMs: number | null;
  readonly isPilot: boolean;
}

export interface ActiveFrom {
  /** ISO 8601. */
  readonly from: string;
  readonly active: Record<KindOfBuyer, number>;
  /** How many of these are pilots. */
  readonly pilots: number;
}

/** How many later instants are told at most; what ends after them is told with the next step of any contract. */
const MOST_STEPS = 200;

/** How many contracts are active by kind of buyer from now on, and from each instant on at which some of them end by themselves. */
export function scheduleActive(contracts: readonly ActiveContract[], nowMs: number): ActiveFrom[] {
  const ends = contracts.flatMap(({ validUntilMs }) =>
    validUntilMs !== null && validUntilMs > nowMs ? [validUntilMs] : [],
  );
  const instants = [...new Set([nowMs, ...ends])].sort((one, other) => one - other).slice(0, MOST_STEPS);
  return instants.map((instant) => ({ from: new Date(instant).toISOString(), ...countAt(contracts, instant) }));
}

function countAt(contracts: readonly ActiveContract[], instant: number): Omit<ActiveFrom, 'from'> {
  const running = contracts.filter(({ validUntilMs }) => validUntilMs === null || validUntilMs > instant);
  const counts = KINDS_OF_BUYER.map((kind) => [kind, running.filter(({ kindOfBuyer }) => kindOfBuyer === kind).length]);
  const pilots = running.filter(({ isPilot }) => isPilot).length;
  return { active: Object.fromEntries(counts) as Record<KindOfBuyer, number>, pilots };
}
