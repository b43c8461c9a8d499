import type { DataKind, Day } from '@passant/contracts';
import { findPlan, type Plan } from './plan';

/** What one line earned by one reward of one plan. */
export interface Earned {
  readonly planId: string;
  readonly dataKind: DataKind;
  readonly kind: 'credit' | 'benefit';
  /** Of a benefit; '' of a credit. */
  readonly code: string;
  /** On how many days; 1 or more. */
  readonly days: number;
  /** Of a credit, in the plan's currency; 0 of a benefit. */
  readonly minorUnits: number;
}

/**
 * What days earn: each by the plan of that day, each reward once a day, whatever the number of purposes. A sum over days, so that neither the
 * order of days nor that of plans matters; amounts are whole minor units from the start, so that nothing is rounded.
 *
 * @param days local days, each once
 * @param earns whether a data kind was permitted on a day, from its first to its last instant
 */
export function accrue(
  days: readonly Day[],
  plans: readonly Plan[],
  earns: (day: Day, dataKind: DataKind) => boolean,
): Earned[] {
  const earned = new Map<string, Earned>();
  for (const day of days) {
    const plan = findPlan(plans, day);
    for (const reward of plan?.rewards ?? []) {
      if (!earns(day, reward.dataKind)) continue;
      const { kind, dataKind } = reward;
      const code = reward.kind === 'benefit' ? reward.code : '';
      const name = [plan!.id, dataKind, kind, code].join('/');
      const known = earned.get(name) ?? { planId: plan!.id, dataKind, kind, code, days: 0, minorUnits: 0 };
      const added = reward.kind === 'credit' ? reward.minorUnitsPerDay : 0;
      earned.set(name, { ...known, days: known.days + 1, minorUnits: known.minorUnits + added });
    }
  }
  return [...earned.values()].sort((one, other) => (toName(one) < toName(other) ? -1 : 1));
}

const toName = ({ planId, dataKind, kind, code }: Earned): string => [planId, dataKind, kind, code].join('/');
