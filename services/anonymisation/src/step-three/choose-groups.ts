import {
  groupsServing,
  type Group,
  type MeasuredPanelSize,
  type MeasuredStrata,
  type PanelDataKind,
  type Purpose,
} from '@passant/contracts';
import { usesOwnGroup, type MeasuredSize } from '@passant/privacy';

/** What consent measured of a panel: daily totals (presence) and the month's strata. */
export interface MeasuredPanel {
  readonly sizes: readonly Pick<MeasuredPanelSize, 'dataKind' | 'group' | 'size' | 'sigmaSquared'>[];
  readonly strata: MeasuredStrata | null;
}

/** The measured size of one group's panel of a data kind: the day's total, else the sum of the month's strata. */
export function findPanelSize(
  { sizes, strata }: MeasuredPanel,
  { dataKind, group }: { readonly dataKind: PanelDataKind; readonly group: Group },
): MeasuredSize | null {
  const total = sizes.find((one) => one.dataKind === dataKind && one.group === group);
  if (total) return { size: total.size, sigmaSquared: total.sigmaSquared };
  const table = strata?.tables.find((one) => one.dataKind === dataKind && one.group === group);
  if (!strata || !table) return null;
  const size = table.sizes.reduce((sum, one) => sum + one, 0);
  return { size, sigmaSquared: strata.sigmaSquared * table.sizes.length };
}

/**
 * The groups a purpose's figures of one data kind are made of: its own and `both`, or `both` alone where the measured panel
 * shows the own group to be under 15 % of both, or no panel was measured.
 */
export function chooseGroups(purpose: Purpose, dataKind: PanelDataKind, panel: MeasuredPanel): readonly Group[] {
  const [own, both] = groupsServing(purpose);
  const sizeOf = (group: Group) => findPanelSize(panel, { dataKind, group })?.size ?? 0;
  return usesOwnGroup(sizeOf(own), sizeOf(both)) ? [own, both] : [both];
}
