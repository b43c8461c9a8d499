import { daySchema, type Day } from '@passant/contracts';

export const SUBSCRIBER_COLUMNS = [
  'msisdn',
  'birth_year',
  'gender',
  'home_area',
  'contract_start',
  'is_business',
] as const;
export type SubscriberFields = Readonly<Record<(typeof SUBSCRIBER_COLUMNS)[number], string>>;

export interface SubscriberRow {
  /** E.164 with its plus sign. */
  readonly number: string;
  readonly birthYear: number;
  readonly gender: 'm' | 'f' | null;
  readonly homeArea: string | null;
  readonly contractStart: Day;
  readonly isBusiness: boolean;
}

export type RowProblem =
  | 'malformed_row'
  | 'row_too_long'
  | 'malformed_number'
  | 'birth_year_invalid'
  | 'gender_invalid'
  | 'home_area_invalid'
  | 'contract_start_invalid'
  | 'is_business_invalid'
  | 'repeated_in_file'
  | 'older_contract_than_known'
  | 'purpose_unknown'
  | 'data_kind_unknown'
  | 'state_not_importable'
  | 'effective_from_invalid'
  | 'effective_before_evidence'
  | 'evidence_missing'
  | 'evidence_in_the_future'
  | 'evidence_before_contract'
  | 'subscriber_unknown';

export type Parsed<Row> = { readonly row: Row } | { readonly problem: RowProblem };

const TRUE = ['true', '1', 'yes'];
const FALSE = ['false', '0', 'no', ''];

/** E.164 in shape, with or without its plus sign; no numbering plan is asked. */
export const toE164 = (text: string): string | undefined =>
  /^\+?[1-9]\d{6,14}$/.test(text) ? `+${text.replace('+', '')}` : undefined;

/** One row of a registry file. A line whose holder's birth year is missing cannot be told from a child's and is refused. */
export function parseSubscriber(fields: SubscriberFields): Parsed<SubscriberRow> {
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
  return {
    row: {
      number,
      birthYear,
      gender: gender === '' ? null : gender,
      homeArea: fields.home_area === '' ? null : fields.home_area,
      contractStart: contractStart.data,
      isBusiness: TRUE.includes(business),
    },
  };
}
