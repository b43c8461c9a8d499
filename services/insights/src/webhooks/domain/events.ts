import type { Day, MarketId, Period, Product, Purpose } from '@passant/contracts';

export const WEBHOOK_EVENTS = ['release.published', 'contract.changed', 'export.finished'] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** A release as far as it matters who may ask for it. */
export interface AnnouncedRelease {
  readonly market: MarketId;
  readonly purpose: Purpose;
  readonly product: Product;
  readonly period: Period;
}

/** What of a contract in force decides it. */
export interface AskableTerms {
  readonly market: MarketId;
  readonly purpose: Purpose;
  readonly products: readonly string[];
  readonly history: { readonly from: Day; readonly to: Day | null };
}

/** What is sold that is made of a released product. */
const MADE_OF: Readonly<Record<Product, readonly string[]>> = {
  presence: ['presence'],
  visitors: ['visitors', 'affinity', 'campaign', 'forecast'],
  dwell: ['dwell'],
  origin: ['origin', 'leaflets'],
  flows: ['flows'],
  frequency: ['frequency'],
};

/** Whether a contract entitles to anything that this release is for. A month counts where any day of it does. */
export function mayAsk({ market, purpose, products, history }: AskableTerms, release: AnnouncedRelease): boolean {
  if (market !== release.market || purpose !== release.purpose) return false;
  if (!MADE_OF[release.product].some((product) => products.includes(product))) return false;
  const { period } = release;
  // As text a month is before all of its days: compared by months, where it is one.
  const cut = (day: string): string => day.slice(0, period.length);
  return period >= cut(history.from) && (history.to === null || period <= cut(history.to));
}
