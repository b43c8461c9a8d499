import { isMonth, type Period } from '@passant/contracts';
import { KINDS_OF_BUYER_IN_WORDS } from '../texts/kinds-of-buyer';
import type { Use } from '../usage/usage.service';
import type { PageSession } from './page-sessions';

export interface UseRow {
  readonly when: string;
  readonly what: string;
  readonly usedBy: string;
}

const MOST_ROWS = 60;

/** The newest statistics that the line was counted for. */
export const toUseRows = (
  { language, texts }: Pick<PageSession, 'language' | 'texts'>,
  uses: readonly Use[],
): UseRow[] =>
  uses.slice(0, MOST_ROWS).map(({ period, product, kindsOfBuyer }) => ({
    when: toPeriodText(language, period),
    what: texts.usage.products[product],
    usedBy: kindsOfBuyer.map((kind) => KINDS_OF_BUYER_IN_WORDS[language][kind]).join(', ') || texts.usage.nobodyYet,
  }));

const toPeriodText = (language: PageSession['language'], period: Period): string =>
  new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    timeZone: 'UTC',
    ...(isMonth(period) ? { month: 'long', year: 'numeric' } : { dateStyle: 'long' }),
  }).format(new Date(isMonth(period) ? `${period}-01` : period));
