import type { LeafletTotals } from './compose-leaflets';

/** What a leaflet weighs and costs, as the asker says. */
export interface LeafletPrices {
  readonly grams: number;
  readonly minorUnitsPerThousand: number | null;
}

/** What a print run does, in leaflets, kilograms of paper and minor units of money. */
export function toLeafletTotals(totals: LeafletTotals, { grams, minorUnitsPerThousand }: LeafletPrices) {
  const saved = totals.evenLeaflets.value - totals.leaflets;
  return {
    ...{ leaflets: totals.leaflets, reach: totals.reach.value },
    ...{ reachLow: totals.reach.low, reachHigh: totals.reach.high, share: totals.share.value },
    ...{ shareLow: totals.share.low, shareHigh: totals.share.high },
    ...{ everywhere: Math.round(totals.everywhere), unknownAreas: Math.round(totals.unknownLeaflets) },
    savedLeaflets: Math.round(saved),
    savedLeafletsLow: Math.round(totals.evenLeaflets.low - totals.leaflets),
    savedLeafletsHigh: Math.round(totals.evenLeaflets.high - totals.leaflets),
    savedKilograms: (saved * grams) / 1000,
    savedMinorUnits: minorUnitsPerThousand === null ? null : Math.round((saved / 1000) * minorUnitsPerThousand),
  };
}
