import { type Day, type Group, type MeasuredPanelSize, type MeasuredStrata, type Product } from '@passant/contracts';
import type { Policy, RandomSource } from '@passant/privacy';
import { composeRelease, type ComposedRelease, type MeasuredGroups } from '../src/step-three/compose-release';
import { addPeriods } from '../src/step-three/add-periods';
import { measureTables } from '../src/step-three/measure-tables';
import type { Frame } from '../src/step-three/table-domain';
import type { PeriodCounts } from './counts';

const PURPOSE = 'place-statistics';
const GROUPS = ['place-statistics', 'both'] as const satisfies readonly Group[];

/** A period of one panel. */
export interface PanelPeriod {
  readonly period: Day;
  readonly frame: Frame;
  readonly counts: PeriodCounts;
  readonly panel: number;
  readonly sizes: readonly MeasuredPanelSize[];
  readonly strata: MeasuredStrata;
  /** Of a month: visitors and origin of its days. */
  readonly days: readonly MeasuredGroups[];
  /** Origin of the days before, added. */
  readonly before: MeasuredGroups;
}

/** A release, with what nobody who buys it sees: the exact counts behind it. */
export interface ReleaseWithTruth {
  readonly period: Day;
  readonly release: ComposedRelease;
  /** Over the counted domain of the product: everybody who could take part, and those of the release's groups who did. */
  readonly truth: Float64Array;
  readonly exact: Float64Array;
}

/** Noise once a group and table. */
export function measureGroups(
  { frame, counts, panel }: Pick<PanelPeriod, 'frame' | 'counts' | 'panel'>,
  policy: Policy,
  source: RandomSource,
): MeasuredGroups {
  const products = [...counts.keys()];
  return new Map(
    GROUPS.map((group) => {
      const ofGroup = (product: Product) => Array.from(counts.get(product)!.panels[panel]![group]);
      return [group, measureTables({ products, frame, counts: ofGroup }, policy, source)] as const;
    }),
  );
}

/** Step 3 as the service does it, of all products that were counted: noise once a group and table, then the release. */
export function releasePeriod(of: PanelPeriod, policy: Policy, source: RandomSource): ReleaseWithTruth[] {
  const { period, frame, counts, panel, sizes, strata, days, before } = of;
  const products = [...counts.keys()];
  const own = measureGroups(of, policy, source);
  const weighting = addPeriods(days);
  const measured = new Map(
    GROUPS.map((group) => [group, new Map([...(weighting.get(group) ?? []), ...own.get(group)!])] as const),
  );
  return products.flatMap((product) => {
    const release = composeRelease({
      product,
      purpose: PURPOSE,
      frame,
      policy,
      measured,
      sizes,
      strata,
      before,
      adultShare: null,
    });
    if (!release) return [];
    const exact = new Float64Array(counts.get(product)!.truth.length);
    for (const group of GROUPS.filter((one) => release.groups.includes(one))) {
      for (const [index, count] of counts.get(product)!.panels[panel]![group].entries()) exact[index]! += count;
    }
    return { period, release, truth: counts.get(product)!.truth, exact };
  });
}
