import { groupsServing, type Group, type MeasuredPanelSize, type Purpose } from '@passant/contracts';
import { usesOwnGroup } from '@passant/privacy';

type Size = Pick<MeasuredPanelSize, 'group' | 'size' | 'sigmaSquared'>;

/**
 * The groups a purpose's figures are made of: its own and `both`, or `both` alone where the measured panel shows the own
 * group to be small, or no panel was measured.
 */
export function chooseGroups(purpose: Purpose, sizes: readonly Size[]): Group[] {
  const [own, both] = groupsServing(purpose);
  const sizeOf = (group: Group): number => sizes.find((size) => size.group === group)?.size ?? 0;
  return usesOwnGroup(sizeOf(own), sizeOf(both)) ? [own, both] : [both];
}
