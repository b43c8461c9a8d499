import { type Day, type Group, type MeasuredPanelSize, type MeasuredStrata, type Product } from '@passant/contracts';
import type { Policy, RandomSource } from '@passant/privacy';
import { composeRelease, type ComposedRelease } from '../src/step-three/compose-release';
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
}

/** A release, with what nobody who buys it sees: the exact counts behind it. */
export interface ReleaseWithTruth {
  readonly period: Day;
  readonly release: ComposedRelease;
  /** Over the counted domain of the product: everybody who could take part, and those of the release's groups who did. */
  readonly truth: Float64Array;
  readonly exact: Float64Array;
}

/** Step 3 as the service does it, of all products that were counted: noise once a group and table, then the release. */
export function releasePeriod(of: PanelPeriod, policy: Policy, source: RandomSource): ReleaseWithTruth[] {
  const { period, frame, counts, panel, sizes, strata } = of;
  const products = [...counts.keys()];
  const countsOf = (product: Product, group: (typeof GROUPS)[number]) => counts.get(product)!.panels[panel]![group];
  const measured = new Map(
    GROUPS.map((group) => {
      const ofGroup = (product: Product) => Array.from(countsOf(product, group));
      return [group, measureTables({ products, frame, counts: ofGroup }, policy, source)] as const;
    }),
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
      adultShare: null,
    });
    if (!release) return [];
    const exact = new Float64Array(counts.get(product)!.truth.length);
    for (const group of GROUPS.filter((one) => release.groups.includes(one))) {
      for (const [index, count] of countsOf(product, group).entries()) exact[index]! += count;
    }
    return { period, release, truth: counts.get(product)!.truth, exact };
  });
}
