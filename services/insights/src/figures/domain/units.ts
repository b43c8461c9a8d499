/** What can be asked. */
export const ASKED_PRODUCTS = [
  ...(['presence', 'visitors', 'dwell', 'origin', 'affinity', 'flows', 'frequency'] as const),
  ...(['campaign', 'leaflets', 'forecast'] as const),
] as const;
export type AskedProduct = (typeof ASKED_PRODUCTS)[number];

/**
 * The unit of a figure. People for whoever is counted once; sums over days or zones are visits (person-zone-days) and
 * never called people.
 */
export function toUnit({
  product,
  summed,
  extrapolated,
}: {
  readonly product: AskedProduct;
  /** Over several days, or several zones. */
  readonly summed: boolean;
  readonly extrapolated: boolean;
}): string {
  const unit = summed ? SUMMED[product] : SINGLE[product];
  return extrapolated ? unit : `${unit}, panel only`;
}

const SINGLE = {
  presence: 'people',
  visitors: 'people a day',
  dwell: 'people a day',
  origin: 'people a day',
  affinity: 'index',
  flows: 'trips',
  frequency: 'people a month',
  campaign: 'visits',
  leaflets: 'people a day',
  forecast: 'people a day',
} as const satisfies Record<AskedProduct, string>;

const SUMMED = {
  ...SINGLE,
  visitors: 'visits',
  dwell: 'visits',
  origin: 'visits',
  leaflets: 'visits',
} as const satisfies Record<AskedProduct, string>;
