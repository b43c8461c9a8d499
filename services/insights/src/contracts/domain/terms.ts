import type { Day, MarketId, Purpose, ZoneId } from '@passant/contracts';

/** What is sold. `affinity` is computed from released visitors; ages and genders come with presence and visitors. */
export const SOLD_PRODUCTS = ['presence', 'visitors', 'dwell', 'origin', 'affinity', 'flows', 'frequency'] as const;
export type SoldProduct = (typeof SOLD_PRODUCTS)[number];

/** Grains of time, finest first. */
export const GRAINS = ['HOUR', 'DAY', 'WEEK', 'MONTH'] as const;
export type Grain = (typeof GRAINS)[number];

/** What a contract version entitles to, and what a figure costs. Immutable once written. */
export interface Terms {
  readonly market: MarketId;
  readonly purpose: Purpose;
  readonly products: readonly SoldProduct[];
  readonly zones: 'all' | readonly ZoneId[];
  readonly finestGrain: Grain;
  /** Local days of the market that may be asked about, both included; `to` null: whatever is newest. */
  readonly history: { readonly from: Day; readonly to: Day | null };
  readonly price: Price;
}

/** Per *published* figure, in minor units of the currency (cents), a whole number. */
export interface Price {
  readonly minorUnitsPerFigure: number;
  readonly currency: string;
}

/** One version of a contract. `approvedBy` null: proposed, not in force. */
export interface ContractVersion {
  readonly id: string;
  readonly number: number;
  readonly effectiveFromMs: number;
  readonly approvedBy: string | null;
  readonly terms: Terms;
}

/** The version that decides at an instant: the highest approved number that is in effect; none before the first. */
export function findVersionAt(versions: readonly ContractVersion[], nowMs: number): ContractVersion | undefined {
  return versions
    .filter(({ approvedBy, effectiveFromMs }) => approvedBy !== null && effectiveFromMs <= nowMs)
    .sort((one, other) => other.number - one.number)[0];
}

/** Why terms cannot be written down, as sentences for staff; empty: they can. */
export function findTermsProblems(terms: Terms, planZones: ReadonlySet<ZoneId>): string[] {
  const problems: string[] = [];
  const { from, to } = terms.history;
  if (terms.products.length === 0) problems.push('Name at least one product.');
  if (new Set(terms.products).size < terms.products.length) problems.push('Name each product once.');
  if (terms.zones !== 'all') {
    if (terms.zones.length === 0) problems.push('Name at least one zone, or all zones.');
    const unknown = terms.zones.filter((zone) => !planZones.has(zone));
    if (unknown.length > 0) problems.push(`Not in the zone plan: ${unknown.slice(0, 20).join(', ')}.`);
  }
  if (to !== null && to < from) problems.push('The history ends before it begins.');
  if (terms.finestGrain !== 'HOUR' && terms.products.length === 0) problems.push('Name at least one product.');
  if (!Number.isSafeInteger(terms.price.minorUnitsPerFigure) || terms.price.minorUnitsPerFigure < 0) {
    problems.push('The price per figure is a whole number of minor units, 0 or more.');
  }
  return problems;
}
