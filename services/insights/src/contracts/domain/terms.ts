import type { Day, MarketId, Purpose, ZoneId } from '@passant/contracts';

/**
 * What is sold. `affinity`, `campaign` and `forecast` are computed from released visitors, `leaflets` from released origin;
 * ages and genders come with presence and visitors.
 */
export const SOLD_PRODUCTS = [
  ...(['presence', 'visitors', 'dwell', 'origin', 'affinity', 'flows', 'frequency'] as const),
  ...(['campaign', 'leaflets', 'forecast'] as const),
] as const;
export type SoldProduct = (typeof SOLD_PRODUCTS)[number];

/** Grains of time, finest first. */
export const GRAINS = ['HOUR', 'DAY', 'WEEK', 'MONTH'] as const;
export type Grain = (typeof GRAINS)[number];

export const EXPORT_FORMATS = ['csv', 'geojson', 'parquet'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What nobody may do with figures. Every contract forbids all of it. */
export const PROHIBITIONS = [
  'watching-staff',
  'police-and-prosecution',
  'insurance',
  'credit',
  'political-targeting',
  're-identification',
] as const;
export type Prohibition = (typeof PROHIBITIONS)[number];

export const CONTACT_ROLES = ['contract', 'technical', 'billing', 'privacy'] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

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
  /** Null: as many as they like. */
  readonly quota: Quota | null;
  /** Questions a minute; null: no more than the gateway's own limits. */
  readonly questionsPerMinute: number | null;
  readonly exportFormats: readonly ExportFormat[];
  readonly prohibitions: readonly Prohibition[];
  /** How long the partner may keep answers; null: for good. */
  readonly retentionDays: number | null;
  /** Shared mailboxes of the partner, not people: versions are kept for ever. */
  readonly contacts: readonly { readonly role: ContactRole; readonly email: string }[];
}

/** Per *published* figure, in minor units of the currency (cents), a whole number. */
export interface Price {
  readonly minorUnitsPerFigure: number;
  readonly currency: string;
}

/** Published figures of a local month of the market. `hard`: what would exceed them is refused; `soft`: answered all the same. */
export interface Quota {
  readonly figuresPerMonth: number;
  readonly kind: 'hard' | 'soft';
}

/** One version of a contract. `approvedBy` null: proposed, not in force. */
export interface ContractVersion {
  readonly id: string;
  readonly number: number;
  readonly effectiveFromMs: number;
  readonly approvedBy: string | null;
  readonly terms: Terms;
}

/** What versions of before did not say. */
export const UNLIMITED = {
  quota: null,
  questionsPerMinute: null,
  exportFormats: EXPORT_FORMATS,
  prohibitions: PROHIBITIONS,
  retentionDays: null,
  contacts: [],
} satisfies Partial<Terms>;

/** Terms as they were written down, whenever that was. */
export type WrittenTerms = Omit<Terms, keyof typeof UNLIMITED> & Partial<Terms>;
export const readTerms = (written: WrittenTerms): Terms => ({ ...UNLIMITED, ...written });

/** The version that decides at an instant: the highest approved number that is in effect; none before the first. */
export function findVersionAt(versions: readonly ContractVersion[], nowMs: number): ContractVersion | undefined {
  return versions
    .filter(({ approvedBy, effectiveFromMs }) => approvedBy !== null && effectiveFromMs <= nowMs)
    .sort((one, other) => other.number - one.number)[0];
}
