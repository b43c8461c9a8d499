import { GROUPS, type Group, type Table } from '@passant/contracts';
import { addTables, type NoisyTable, type Released } from '@passant/privacy';
import type { MeasuredGroups } from './measured-groups';

/** Noisy tables of several periods over one plan, added by group and table: a function of releases alone. */
export function addPeriods(periods: readonly MeasuredGroups[]): MeasuredGroups {
  const sums = new Map<Group, Map<Table, Released<NoisyTable>>>(GROUPS.map((group) => [group, new Map()]));
  for (const period of periods) {
    for (const [group, tables] of period) {
      const sum = sums.get(group)!;
      for (const [table, noisy] of tables) {
        const before = sum.get(table);
        sum.set(table, before ? addTables([before, noisy]) : noisy);
      }
    }
  }
  return sums;
}
