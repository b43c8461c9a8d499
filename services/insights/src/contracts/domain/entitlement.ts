import type { Day, Purpose, ZoneId } from '@passant/contracts';
import { type ExportFormat, GRAINS, type Grain, type SoldProduct, type Terms } from './terms';

/** What a partner asks for, with the days that the answer would speak about (whole periods). */
export interface AskedFor {
  readonly purpose: Purpose | null;
  readonly product: SoldProduct;
  readonly zoneIds: readonly ZoneId[];
  readonly grain: Grain;
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** Where the answer is to be a file. */
  readonly format?: ExportFormat;
}

export type Missing =
  | { readonly what: 'purpose'; readonly asked: Purpose; readonly granted: Purpose }
  | { readonly what: 'product'; readonly asked: SoldProduct; readonly granted: readonly SoldProduct[] }
  | { readonly what: 'zone'; readonly asked: readonly ZoneId[] }
  | { readonly what: 'grain'; readonly asked: Grain; readonly granted: Grain }
  | { readonly what: 'format'; readonly asked: ExportFormat; readonly granted: readonly ExportFormat[] }
  | { readonly what: 'period'; readonly asked: readonly [Day, Day]; readonly granted: readonly [Day, Day | null] };

/** Every entitlement a question lacks under these terms; empty: it may be answered. */
export function findMissing(asked: AskedFor, terms: Terms): Missing[] {
  const missing: Missing[] = [];
  if (asked.purpose !== null && asked.purpose !== terms.purpose) {
    missing.push({ what: 'purpose', asked: asked.purpose, granted: terms.purpose });
  }
  if (!terms.products.includes(asked.product)) {
    missing.push({ what: 'product', asked: asked.product, granted: terms.products });
  }
  const granted = terms.zones === 'all' ? null : new Set(terms.zones);
  const zones = granted === null ? [] : asked.zoneIds.filter((zone) => !granted.has(zone));
  if (zones.length > 0) missing.push({ what: 'zone', asked: zones });
  if (GRAINS.indexOf(asked.grain) < GRAINS.indexOf(terms.finestGrain)) {
    missing.push({ what: 'grain', asked: asked.grain, granted: terms.finestGrain });
  }
  const { from, to } = terms.history;
  if (asked.firstDay < from || (to !== null && asked.lastDay > to)) {
    missing.push({ what: 'period', asked: [asked.firstDay, asked.lastDay], granted: [from, to] });
  }
  if (asked.format !== undefined && !terms.exportFormats.includes(asked.format)) {
    missing.push({ what: 'format', asked: asked.format, granted: terms.exportFormats });
  }
  return missing;
}

/** The contract that answers: the first that lacks nothing; else the one that lacks least (the older one of two). */
export function chooseContract<Contract>(
  candidates: readonly { readonly contract: Contract; readonly missing: readonly Missing[] }[],
): { readonly contract: Contract; readonly missing: readonly Missing[] } | undefined {
  return candidates.reduce<{ contract: Contract; missing: readonly Missing[] } | undefined>(
    (best, next) => (best === undefined || next.missing.length < best.missing.length ? next : best),
    undefined,
  );
}

/** One sentence for one missing entitlement, fit for the partner. */
export function toSentence(missing: Missing): string {
  switch (missing.what) {
    case 'purpose':
      return `purpose ${missing.asked} (the contract is for ${missing.granted})`;
    case 'product':
      return `product ${missing.asked} (the contract has ${missing.granted.join(', ')})`;
    case 'zone':
      return `${missing.asked.length === 1 ? 'zone' : 'zones'} ${listed(missing.asked)}`;
    case 'grain':
      return `grain ${missing.asked} (the finest of the contract is ${missing.granted})`;
    case 'format':
      return `export format ${missing.asked} (the contract has ${missing.granted.join(', ') || 'none'})`;
    case 'period':
      return `period ${missing.asked.join(' to ')} (the contract has ${missing.granted[0]} to ${missing.granted[1] ?? 'the newest day'})`;
  }
}

const LISTED = 20;
const listed = (zones: readonly ZoneId[]): string =>
  zones.slice(0, LISTED).join(', ') + (zones.length > LISTED ? ` and ${zones.length - LISTED} more` : '');
