import { isMonth, type Period } from '@passant/contracts';
import { KINDS_OF_BUYER_IN_WORDS } from '../texts/kinds-of-buyer';
import type { Use, Uses } from '../usage/usage.service';
import type { PageSession } from './page-sessions';

export interface UseRow {
  readonly when: string;
  readonly what: string;
  readonly usedBy: string;
}

type Words = Pick<PageSession, 'language' | 'texts'>;

/** What the line was counted for, one row for all statistics of a day or month that the same kinds of buyer used. */
export function toUseRows(words: Words, { uses }: Uses): UseRow[] {
  const rows = new Map<string, Use[]>();
  for (const use of uses) {
    const key = `${use.period}/${use.kindsOfBuyer.join()}`;
    rows.set(key, [...(rows.get(key) ?? []), use]);
  }
  return [...rows.values()].map((of) => toRow(words, of));
}

function toRow({ language, texts }: Words, of: readonly Use[]): UseRow {
  const { period, kindsOfBuyer } = of[0]!;
  return {
    when: toPeriodText(language, period),
    what: of.map(({ product }) => texts.usage.products[product]).join('; '),
    usedBy: kindsOfBuyer.map((kind) => KINDS_OF_BUYER_IN_WORDS[language][kind]).join(', ') || texts.usage.nobodyYet,
  };
}

/** From when on that is; null where there are no statistics yet. */
export const toSinceText = ({ language, texts }: Words, { since }: Uses): string | null =>
  since && texts.usage.since(toPeriodText(language, since));

const toPeriodText = (language: PageSession['language'], period: Period): string =>
  new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    timeZone: 'UTC',
    ...(isMonth(period) ? { month: 'long', year: 'numeric' } : { dateStyle: 'long' }),
  }).format(new Date(isMonth(period) ? `${period}-01` : period));
