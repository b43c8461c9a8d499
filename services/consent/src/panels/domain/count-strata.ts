import { AGE_BANDS, GENDERS, type Group, GROUPS, PANEL_DATA_KINDS, type PanelDataKind } from '@passant/contracts';
import type { Attributes } from './choose-attributes';

/** Regions of a zone plan, and in which of them each source area lies. */
export interface StrataDomain {
  readonly regions: readonly string[];
  readonly regionOfArea: ReadonlyMap<string, number>;
}

/** Exact sizes of one data kind and group: `[(region · 7 + age) · 3 + gender]`, those who gave no home area in a last region. */
export interface ExactStrata {
  readonly dataKind: PanelDataKind;
  readonly group: Group;
  readonly sizes: number[];
}

/** A table of zeros for every data kind and group. */
export const emptyStrata = ({ regions }: StrataDomain): readonly ExactStrata[] =>
  PANEL_DATA_KINDS.flatMap((dataKind) =>
    GROUPS.map((group) => ({
      dataKind,
      group,
      sizes: Array.from({ length: (regions.length + 1) * AGE_BANDS.length * GENDERS.length }, () => 0),
    })),
  );

/** The stratum of somebody. An area that the plan does not know counts as not given. */
export function toStratum({ regions, regionOfArea }: StrataDomain, attributes: Attributes): number {
  const region = regionOfArea.get(attributes.homeArea) ?? regions.length;
  return (region * AGE_BANDS.length + attributes.ageCode) * GENDERS.length + attributes.genderCode;
}

/**
 * Counts one person: by one, in one place of each data kind's tables (a person is in one group of a kind). So all tables together
 * differ by at most Δ² = 3 with and without the person.
 */
export function countPerson(
  strata: readonly ExactStrata[],
  groups: ReadonlyMap<PanelDataKind, Group>,
  stratum: number,
): void {
  for (const { dataKind, group, sizes } of strata) if (groups.get(dataKind) === group) sizes[stratum]! += 1;
}
