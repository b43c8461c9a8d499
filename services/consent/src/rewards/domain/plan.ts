import type { DataKind, Day, MarketId } from '@passant/contracts';

/** So many minor units (cents) for each day on which a data kind is permitted. */
export interface Credit {
  readonly kind: 'credit';
  readonly dataKind: DataKind;
  /** A whole number, never negative. */
  readonly minorUnitsPerDay: number;
}

/** Something that the network gives for the days on which a data kind is permitted. */
export interface Benefit {
  readonly kind: 'benefit';
  readonly dataKind: DataKind;
  /** By which billing knows it. */
  readonly code: string;
  readonly names: { readonly de: string; readonly en: string };
}

export type Reward = Credit | Benefit;

/** What which data kinds earn in a market. A version is never changed; a later one takes its place from its first day on. */
export interface Plan {
  readonly id: string;
  readonly market: MarketId;
  readonly version: number;
  /** The first local day that earns by this version. */
  readonly effectiveFrom: Day;
  /** ISO 4217. */
  readonly currency: string;
  /** None: from this day on nothing is earned. */
  readonly rewards: readonly Reward[];
}

/** The version by which a day earns: of those that have begun the last one; undefined: none has. In any order of `plans`. */
export function findPlan(plans: readonly Plan[], day: Day): Plan | undefined {
  return plans
    .filter(({ effectiveFrom }) => effectiveFrom <= day)
    .reduce<Plan | undefined>((last, plan) => (!last || plan.version > last.version ? plan : last), undefined);
}

export type PlanRefusal = 'PLAN_NOT_AHEAD' | 'PLAN_BEFORE_PLANNED' | 'REWARD_TWICE' | 'NO_PLAN_TO_END';

/**
 * What is to be checked of a new version: it begins tomorrow at the earliest, so that no day under way earns otherwise than was said when it
 * began; and not before a version that is planned already (one of the same day takes its place). Of a data kind it names a credit once, of a
 * code one benefit.
 *
 * @param known all versions of its market
 * @param today local day
 */
export function decidePlan(
  draft: Pick<Plan, 'effectiveFrom' | 'rewards'>,
  { known, today }: { known: readonly Plan[]; today: Day },
): { readonly kind: 'add'; readonly version: number } | { readonly kind: 'refused'; readonly reason: PlanRefusal } {
  if (draft.effectiveFrom <= today) return { kind: 'refused', reason: 'PLAN_NOT_AHEAD' };
  if (known.some(({ effectiveFrom }) => effectiveFrom > draft.effectiveFrom))
    return { kind: 'refused', reason: 'PLAN_BEFORE_PLANNED' };
  const names = draft.rewards.map((reward) => (reward.kind === 'credit' ? reward.dataKind : `code ${reward.code}`));
  if (new Set(names).size < names.length) return { kind: 'refused', reason: 'REWARD_TWICE' };
  return { kind: 'add', version: Math.max(0, ...known.map(({ version }) => version)) + 1 };
}
