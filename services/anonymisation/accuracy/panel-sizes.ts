import {
  AGE_BANDS,
  AGE_NOT_GIVEN,
  GENDER_NOT_GIVEN,
  GENDERS,
  GROUP_CODES,
  PANEL_DATA_KINDS,
  type Day,
  type Group,
  type MeasuredPanelSize,
  type MeasuredStrata,
  type PanelDataKind,
  monthOf,
} from '@passant/contracts';
import { rhoOf, sampleDiscreteGaussian, TABLE_BOUNDS, toFractionText, type RandomSource } from '@passant/privacy';
import type { Given, Panel } from './consent';
import type { Lines } from './lines';

/** As consent measures them: see `anonymisation.md`, step 3. */
const SIZE_SIGMA_SQUARED = 1000;
const STRATA_SIGMA_SQUARED = 300;
const MEASURED_GROUPS = ['place-statistics', 'both'] as const satisfies readonly Group[];

export interface PanelPeople {
  readonly lines: Lines;
  readonly given: Given;
  readonly panel: Panel;
  /** Of each line; `regions.length` where unknown. */
  readonly regionOfLine: Uint16Array;
  readonly regions: readonly string[];
}

/** Noisy sizes of the presence panel's groups, as drawn each day. */
export function measureSizes({ panel }: Pick<PanelPeople, 'panel'>, source: RandomSource): MeasuredPanelSize[] {
  const { sensitivitySquared } = TABLE_BOUNDS['panel-total'];
  return MEASURED_GROUPS.map((group) => ({
    dataKind: 'presence',
    group,
    size: countOf(panel.presence, GROUP_CODES[group]) + sampleDiscreteGaussian(SIZE_SIGMA_SQUARED, source),
    sigmaSquared: SIZE_SIGMA_SQUARED,
    rho: toFractionText(rhoOf(sensitivitySquared, SIZE_SIGMA_SQUARED)),
  }));
}

/** Noisy strata of a month, each data kind and group: by what people let be known of them. */
export function measureStrata(people: PanelPeople, day: Day, source: RandomSource): MeasuredStrata {
  const { sensitivitySquared } = TABLE_BOUNDS['panel-strata'];
  return {
    month: monthOf(day),
    measuredOn: day,
    regions: [...people.regions],
    tables: PANEL_DATA_KINDS.flatMap((dataKind) =>
      MEASURED_GROUPS.map((group) => ({
        dataKind,
        group,
        sizes: Array.from(
          countStrata(people, dataKind, GROUP_CODES[group]),
          (size) => size + sampleDiscreteGaussian(STRATA_SIGMA_SQUARED, source),
        ),
      })),
    ),
    sigmaSquared: STRATA_SIGMA_SQUARED,
    rho: toFractionText(rhoOf(sensitivitySquared, STRATA_SIGMA_SQUARED)),
  };
}

/** `sizes[(region · 7 + age) · 3 + gender]`, those who gave no home area last. */
export function countStrata(people: PanelPeople, dataKind: PanelDataKind, code: number): Float64Array {
  const { lines, given, regionOfLine, regions } = people;
  const groups = codesOf(people.panel, dataKind);
  const isReserved = people.panel.consent === 'reserved';
  const sizes = new Float64Array((regions.length + 1) * AGE_BANDS.length * GENDERS.length);
  for (const [line, group] of groups.entries()) {
    if (group !== code) continue;
    const profile = !isReserved || given.profile[line] === 1;
    const age = profile ? lines.ages[line]! : AGE_NOT_GIVEN;
    const gender = profile && lines.genderKnown[line] === 1 ? lines.genders[line]! : GENDER_NOT_GIVEN;
    const region = !isReserved || given.homeArea[line] === 1 ? regionOfLine[line]! : regions.length;
    sizes[(region * AGE_BANDS.length + age) * GENDERS.length + gender]! += 1;
  }
  return sizes;
}

const codesOf = (panel: Panel, dataKind: PanelDataKind): Uint8Array =>
  ({ presence: panel.presence, movement: panel.movement, 'return-visits': panel.returnVisits })[dataKind];

const countOf = (codes: Uint8Array, code: number): number =>
  codes.reduce((sum, one) => sum + (one === code ? 1 : 0), 0);
