import { daySchema, type Day } from '@passant/contracts';
import { parseInstant } from './parse-instant';

export const SUBSCRIBER_COLUMNS = [
  'msisdn',
  'birth_year',
  'gender',
  'home_area',
  'contract_start',
  'is_business',
  'contract_end',
  'sim_changed_at',
  'brand',
] as const;
export const SUBSCRIBER_OPTIONAL = ['contract_end', 'sim_changed_at', 'brand'] as const;
export type SubscriberFields = Readonly<Record<(typeof SUBSCRIBER_COLUMNS)[number], string>>;

export interface SubscriberRow {
  /** E.164 with its plus sign. */
  readonly number: string;
  readonly birthYear: number;
  readonly gender: 'm' | 'f' | null;
  readonly homeArea: string | null;
  readonly contractStart: Day;
  readonly isBusiness: boolean;
  /** Last day of the contract; null: it goes on. */
  readonly contractEnd: Day | null;
  /** When the SIM card was changed last, ms since 1970; null where that is not known. */
  readonly simChangedAt: number | null;
  /** Under which name the network sells it; null where that is not told. */
  readonly brand: string | null;
}

export type RowProblem =
  | 'malformed_row'
  | 'row_too_long'
  | 'malformed_number'
  | 'birth_year_invalid'
  | 'gender_invalid'
  | 'home_area_invalid'
  | 'contract_start_invalid'
  | 'contract_end_invalid'
  | 'sim_changed_at_invalid'
  | 'is_business_invalid'
  | 'brand_invalid'
  | 'repeated_in_file'
  | 'older_contract_than_known'
  | 'purpose_unknown'
  | 'data_kind_unknown'
  | 'state_not_importable'
  | 'effective_from_invalid'
  | 'effective_before_evidence'
  | 'expires_at_invalid'
  | 'evidence_missing'
  | 'evidence_in_the_future'
  | 'evidence_before_contract'
  | 'evidence_after_sim_change'
  | 'user_under_18'
  | 'subscriber_unknown'
  | 'channel_unknown'
  | 'language_unknown';

export type Parsed<Row> = { readonly row: Row } | { readonly problem: RowProblem };

const TRUE = ['true', '1', 'yes'];
const FALSE = ['false', '0', 'no', ''];

/** E.164 in shape, with or without its plus sign; no numbering plan is asked. */
export const toE164 = (text: string): string | undefined =>
  /^\+?[1-9]\d{6,14}$/.test(text) ? `+${text.replace('+', '')}` : undefined;

/** One row of a registry file, read at `now` (ms since 1970). A line whose holder's birth year is missing cannot be told from a child's and is refused. */
export function parseSubscriber(fields: SubscriberFields, now: number): Parsed<SubscriberRow> {
  const number = toE164(fields.msisdn);
  if (!number) return { problem: 'malformed_number' };
  const birthYear = /^(19|20)\d{2}$/.test(fields.birth_year) ? Number(fields.birth_year) : undefined;
  if (birthYear === undefined) return { problem: 'birth_year_invalid' };
  const gender = fields.gender.toLowerCase();
  if (gender !== 'm' && gender !== 'f' && gender !== '') return { problem: 'gender_invalid' };
  if (!/^([A-Za-z0-9][A-Za-z0-9._-]{0,62})?$/.test(fields.home_area)) return { problem: 'home_area_invalid' };
  const contractStart = daySchema.safeParse(fields.contract_start.slice(0, 10));
  if (!contractStart.success) return { problem: 'contract_start_invalid' };
  const business = fields.is_business.toLowerCase();
  if (!TRUE.includes(business) && !FALSE.includes(business)) return { problem: 'is_business_invalid' };
  const contractEnd = fields.contract_end === '' ? null : daySchema.safeParse(fields.contract_end.slice(0, 10));
  if (contractEnd && (!contractEnd.success || contractEnd.data < contractStart.data))
    return { problem: 'contract_end_invalid' };
  const simChangedAt = fields.sim_changed_at === '' ? null : parseInstant(fields.sim_changed_at);
  if (simChangedAt === undefined || (simChangedAt !== null && simChangedAt > now))
    return { problem: 'sim_changed_at_invalid' };
  if (!/^([\p{L}\p{N}][\p{L}\p{N} .&+_-]{0,39})?$/u.test(fields.brand)) return { problem: 'brand_invalid' };
  return {
    row: {
      number,
      birthYear,
      gender: gender === '' ? null : gender,
      homeArea: fields.home_area === '' ? null : fields.home_area,
      contractStart: contractStart.data,
      isBusiness: TRUE.includes(business),
      contractEnd: contractEnd ? contractEnd.data : null,
      simChangedAt,
      brand: fields.brand === '' ? null : fields.brand,
    },
  };
}
