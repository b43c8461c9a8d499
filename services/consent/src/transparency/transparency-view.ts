import { toInstantText, toMonthText } from '../documents/document-texts';
import { RECEIPT_TEXTS } from '../receipts/receipt-texts';
import { KINDS_OF_BUYER_IN_WORDS, type Language } from '../texts/kinds-of-buyer';
import { PAGE_TEXTS_DE } from '../texts/page-texts.de';
import { PAGE_TEXTS_EN } from '../texts/page-texts.en';
import type { RoundedCount } from './domain/round-count';
import { TRANSPARENCY_TEXTS, type TransparencyTexts } from './transparency-texts';
import type { PublicFacts } from './transparency.service';

/** The facts in words of a language. */
export function toTransparencyView(language: Language, facts: PublicFacts) {
  const t = TRANSPARENCY_TEXTS[language];
  const products = (language === 'de' ? PAGE_TEXTS_DE : PAGE_TEXTS_EN).usage.products;
  const newest = facts.audit.checkpoints[0];
  return {
    language,
    heading: t.heading,
    path: '/transparency',
    t,
    facts,
    asOf: `${t.asOf(toInstantText(language, facts.asOf))}.`,
    products: facts.products.map((product) => products[product]),
    markets: facts.markets.map((market) => ({ ...market, standing: toStanding(language, t, market) })),
    pilots: t.pilots(new Intl.NumberFormat(language).format(facts.pilotContracts)),
    buyers: facts.kindsOfBuyer.map(({ kind, activeContracts }) => ({
      kind: KINDS_OF_BUYER_IN_WORDS[language][kind],
      active: new Intl.NumberFormat(language).format(activeContracts),
    })),
    months: facts.months.map((month) => toMonthView(language, t, month)),
    stops: facts.stops.map(({ market, purpose, product, since, until }) =>
      t.stopped(
        [market, purpose ?? t.everyPurpose, product ?? t.everyProduct].join(', '),
        toInstantText(language, since),
        until && toInstantText(language, until),
      ),
    ),
    waiting: facts.audit.waitingSince && t.waiting(toInstantText(language, facts.audit.waitingSince)),
    checkpoints: facts.audit.checkpoints.map(({ sequence, size, sealedAt }) => ({
      sequence,
      size,
      sealedAt: toInstantText(language, sealedAt),
    })),
    newestNote: newest?.note ?? '',
    keysText: RECEIPT_TEXTS[language].keys,
  };
}

function toStanding(
  language: Language,
  t: TransparencyTexts,
  { state, isSimulated, approvedUntil }: PublicFacts['markets'][number],
): string {
  const approval = approvedUntil === null ? t.notApproved : t.approved(toInstantText(language, approvedUntil));
  return [t.states[state], isSimulated ? t.simulated : approval].join(' ');
}

function toMonthView(language: Language, t: TransparencyTexts, month: PublicFacts['months'][number]) {
  const toCount = (rounded: RoundedCount): string =>
    rounded.kind === 'under-100' ? t.underHundred : t.about(new Intl.NumberFormat(language).format(rounded.count));
  const { kind, p50, p95, shareWithinHour, shareWithinDay } = month.timeToEffect as Partial<
    Record<string, string | number | null>
  >;
  const toSeconds = (seconds: unknown): string => {
    if (kind === 'under-100') return '–';
    return typeof seconds === 'number'
      ? t.seconds(new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(seconds))
      : t.notYet;
  };
  const toShare = (share: unknown): string =>
    typeof share === 'number'
      ? new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share)
      : '–';
  return {
    name: toMonthText(language, month.month),
    withdrawals: toCount(month.withdrawals),
    complaints: toCount(month.complaints),
    half: toSeconds(p50),
    most: toSeconds(p95),
    withinHour: toShare(shareWithinHour),
    withinDay: toShare(shareWithinDay),
  };
}
