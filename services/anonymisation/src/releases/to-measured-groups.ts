import type { Group, Table } from '@passant/contracts';
import type { NoisyTable, Released } from '@passant/privacy';
import type { MeasuredGroups } from '../step-three/compose-release';

/** Noisy tables by group and table. */
export function toMeasuredGroups(
  measurements: readonly { readonly group: Group; readonly table: Table; readonly measured: Released<NoisyTable> }[],
): MeasuredGroups {
  const groups = new Map<Group, Map<Table, Released<NoisyTable>>>();
  for (const { group, table, measured } of measurements) {
    const tables = groups.get(group) ?? new Map<Table, Released<NoisyTable>>();
    groups.set(group, tables.set(table, measured));
  }
  return groups;
}
