import type { AmendContractInput, DraftContractInput, Grain } from '../generated/graph';

export const PURPOSES = ['place-statistics', 'public-planning'] as const;
export const PRODUCTS = [
  ...['presence', 'visitors', 'dwell', 'origin', 'affinity'],
  ...['flows', 'frequency', 'campaign', 'leaflets', 'forecast'],
] as const;
export const GRAINS: readonly Grain[] = ['HOUR', 'DAY', 'WEEK', 'MONTH'];
export const FORMATS = ['csv', 'geojson', 'parquet'] as const;
export const CONTACT_ROLES = ['contract', 'technical', 'billing', 'privacy'] as const;

export const KINDS = ['ordinary', 'pilot', 'sandbox'] as const;

/** Terms as somebody types them: text, until they are whole. */
export interface TermsDraft {
  readonly kind: string;
  /** Of a pilot. */
  readonly namedBuyer: string;
  readonly market: string;
  readonly purpose: string;
  readonly products: readonly string[];
  readonly allZones: boolean;
  readonly zoneIds: readonly string[];
  readonly finestGrain: Grain;
  readonly from: string;
  readonly to: string;
  /** Minor units of the currency, for one published figure. */
  readonly price: string;
  readonly currency: string;
  readonly figuresPerMonth: string;
  readonly quotaKind: string;
  readonly questionsPerMinute: string;
  readonly exportFormats: readonly string[];
  readonly retentionDays: string;
  readonly contacts: readonly { readonly role: string; readonly email: string }[];
  /** Of a draft: the day from which it is over. Of a further version: the day from which it counts. */
  readonly day: string;
}

export const EMPTY_TERMS: TermsDraft = {
  ...{ kind: 'ordinary', namedBuyer: '' },
  ...{ market: '', purpose: 'place-statistics', products: ['visitors', 'presence'], allZones: true, zoneIds: [] },
  ...{ finestGrain: 'DAY', from: '', to: '', price: '1', currency: 'EUR', figuresPerMonth: '', quotaKind: 'hard' },
  ...{ questionsPerMinute: '', exportFormats: FORMATS, retentionDays: '', contacts: [], day: '' },
};

/** Terms as the graph has them. */
export interface WrittenTerms {
  readonly market: string;
  readonly purpose: string;
  readonly products: readonly string[];
  readonly allZones: boolean;
  readonly zoneIds: readonly string[];
  readonly finestGrain: Grain;
  readonly from: string;
  readonly to: string | null;
  readonly priceMinorUnitsPerFigure: number;
  readonly currency: string;
  readonly figuresPerMonth: number | null;
  readonly quotaKind: string | null;
  readonly questionsPerMinute: number | null;
  readonly exportFormats: readonly string[];
  readonly retentionDays: number | null;
  readonly prohibitions: readonly string[];
  readonly contacts: readonly { readonly role: string; readonly email: string }[];
}

const toText = (value: number | null): string => (value === null ? '' : String(value));

export const toDraft = (terms: WrittenTerms): TermsDraft => ({
  ...{ ...terms, kind: 'ordinary', namedBuyer: '' },
  to: terms.to ?? '',
  price: String(terms.priceMinorUnitsPerFigure),
  figuresPerMonth: toText(terms.figuresPerMonth),
  quotaKind: terms.quotaKind ?? 'hard',
  questionsPerMinute: toText(terms.questionsPerMinute),
  retentionDays: toText(terms.retentionDays),
  day: '',
});

export type TermsProblem =
  | 'missing'
  | 'noProduct'
  | 'noZone'
  | 'notADay'
  | 'endsBefore'
  | 'notAPrice'
  | 'notWhole'
  | 'notACurrency'
  | 'notAnEmail';
export type TermsField = keyof TermsDraft;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WHOLE = /^[1-9]\d{0,8}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const MOST_PRICE = 10_000;

/** What is to be mended before the services are asked: they check all of it again, and the zones and releases as well. */
export function findDraftProblems(draft: TermsDraft): Partial<Record<TermsField, TermsProblem>> {
  const problems: Partial<Record<TermsField, TermsProblem>> = {};
  if (draft.products.length === 0) problems.products = 'noProduct';
  if (!draft.allZones && draft.zoneIds.length === 0) problems.zoneIds = 'noZone';
  if (!DAY.test(draft.from)) problems.from = draft.from === '' ? 'missing' : 'notADay';
  if (draft.to !== '' && !DAY.test(draft.to)) problems.to = 'notADay';
  else if (draft.to !== '' && draft.to < draft.from) problems.to = 'endsBefore';
  if (!/^\d{1,5}$/.test(draft.price) || Number(draft.price) > MOST_PRICE) problems.price = 'notAPrice';
  if (!/^[A-Z]{3}$/.test(draft.currency)) problems.currency = 'notACurrency';
  for (const field of ['figuresPerMonth', 'questionsPerMinute', 'retentionDays'] as const) {
    if (draft[field] !== '' && !WHOLE.test(draft[field])) problems[field] = 'notWhole';
  }
  if (draft.day !== '' && !DAY.test(draft.day)) problems.day = 'notADay';
  if (draft.kind === 'pilot') {
    if (draft.namedBuyer.trim() === '') problems.namedBuyer = 'missing';
    if (draft.day === '') problems.day = 'missing';
  }
  if (draft.contacts.some(({ email }) => !EMAIL.test(email))) problems.contacts = 'notAnEmail';
  return problems;
}

const orNull = (text: string): number | null => (text === '' ? null : Number(text));

function toTermsInput(draft: TermsDraft): Omit<AmendContractInput, 'contractId' | 'effectiveFrom'> {
  return {
    market: draft.market === '' ? null : draft.market,
    purpose: draft.purpose,
    products: draft.products,
    allZones: draft.allZones,
    zoneIds: draft.allZones ? null : draft.zoneIds,
    finestGrain: draft.finestGrain,
    from: draft.from,
    to: draft.to === '' ? null : draft.to,
    priceMinorUnitsPerFigure: Number(draft.price),
    currency: draft.currency,
    figuresPerMonth: orNull(draft.figuresPerMonth),
    quotaKind: draft.quotaKind,
    questionsPerMinute: orNull(draft.questionsPerMinute),
    exportFormats: draft.exportFormats,
    retentionDays: orNull(draft.retentionDays),
    contacts: draft.contacts,
  };
}

/** Midnight of the reader's day: to the minute it is nobody's business. */
const toInstant = (day: string): string | null => (day === '' ? null : new Date(`${day}T00:00`).toISOString());

export const toDraftInput = (clientId: string, draft: TermsDraft): DraftContractInput => ({
  ...toTermsInput(draft),
  clientId,
  kind: draft.kind,
  namedBuyer: draft.kind === 'pilot' ? draft.namedBuyer.trim() : null,
  validUntil: toInstant(draft.day),
});

export const toAmendInput = (contractId: string, draft: TermsDraft): AmendContractInput => ({
  ...toTermsInput(draft),
  contractId,
  effectiveFrom: toInstant(draft.day),
});
