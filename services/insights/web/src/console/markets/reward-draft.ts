export const DATA_KINDS = ['presence', 'movement', 'home-area', 'profile', 'return-visits'] as const;
export type DataKind = (typeof DATA_KINDS)[number];

export interface BenefitDraft {
  readonly dataKind: DataKind;
  readonly code: string;
  readonly nameDe: string;
  readonly nameEn: string;
}

/** A plan as somebody types it: text, until it is whole. */
export interface RewardDraft {
  readonly effectiveFrom: string;
  readonly currency: string;
  /** Major units a day; empty: nothing is credited for this kind. */
  readonly credits: Readonly<Partial<Record<DataKind, string>>>;
  readonly benefits: readonly BenefitDraft[];
}

export const EMPTY_BENEFIT: BenefitDraft = { dataKind: 'presence', code: '', nameDe: '', nameEn: '' };
export const EMPTY_REWARDS: RewardDraft = { effectiveFrom: '', currency: 'EUR', credits: {}, benefits: [] };
export const MOST_BENEFITS = 10;
/** Of the smallest unit of money a day. */
const MOST_PER_DAY = 10_000;

export type RewardProblem = 'effectiveFrom' | 'currency' | 'credits' | 'benefits' | 'nothing';

const isDay = (day: string): boolean => /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day));

/** Decimals of a currency: 2 of EUR, 0 of JPY. @throws RangeError for what is no currency's shape */
const decimalsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits!;

/** "0,05" of EUR is 5; null where it is no amount that can be paid. */
export function toMinorUnits(money: string, currency: string): number | null {
  const [, whole, part = ''] = /^(\d{1,6})(?:[.,](\d+))?$/.exec(money.trim()) ?? [];
  const decimals = decimalsOf(currency);
  if (whole === undefined || part.length > decimals) return null;
  const minorUnits = Number(whole + part.padEnd(decimals, '0'));
  return minorUnits >= 1 && minorUnits <= MOST_PER_DAY ? minorUnits : null;
}

export interface WholeRewards {
  readonly effectiveFrom: string;
  readonly currency: string;
  readonly credits: readonly { readonly dataKind: DataKind; readonly minorUnitsPerDay: number }[];
  readonly benefits: readonly BenefitDraft[];
}

/** What is sent, or what has to be put right before; consent decides about days. */
export function readRewards(
  draft: RewardDraft,
):
  | { readonly kind: 'whole'; readonly plan: WholeRewards }
  | { readonly kind: 'wrong'; readonly problems: readonly RewardProblem[] } {
  const { effectiveFrom, benefits } = draft;
  const currency = draft.currency.trim().toUpperCase();
  const isCurrency = Intl.supportedValuesOf('currency').includes(currency);
  const typed = DATA_KINDS.filter((kind) => (draft.credits[kind] ?? '').trim() !== '');
  const credits = !isCurrency
    ? []
    : typed.flatMap((dataKind) => {
        const minorUnitsPerDay = toMinorUnits(draft.credits[dataKind]!, currency);
        return minorUnitsPerDay === null ? [] : [{ dataKind, minorUnitsPerDay }];
      });
  const problems: RewardProblem[] = [];
  if (!isDay(effectiveFrom)) problems.push('effectiveFrom');
  if (!isCurrency) problems.push('currency');
  else if (credits.length < typed.length) problems.push('credits');
  if (!benefits.every(isWhole)) problems.push('benefits');
  if (typed.length + benefits.length === 0) problems.push('nothing');
  return problems.length > 0
    ? { kind: 'wrong', problems }
    : { kind: 'whole', plan: { effectiveFrom, currency, credits, benefits: benefits.map(trimmed) } };
}

const trimmed = ({ dataKind, code, nameDe, nameEn }: BenefitDraft): BenefitDraft => ({
  ...{ dataKind, code: code.trim(), nameDe: nameDe.trim(), nameEn: nameEn.trim() },
});

function isWhole(benefit: BenefitDraft): boolean {
  const { code, nameDe, nameEn } = trimmed(benefit);
  return /^[a-z0-9][a-z0-9-]{1,39}$/.test(code) && [nameDe, nameEn].every(({ length }) => length >= 2 && length <= 80);
}
