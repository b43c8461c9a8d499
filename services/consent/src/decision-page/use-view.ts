import { isMonth, type Period } from '@passant/contracts';
import { KINDS_OF_BUYER_IN_WORDS } from '../texts/kinds-of-buyer';
import type { Use, Uses } from '../usage/usage.service';
import type { PageSession } from './page-sessions';

export interface UseRow {
  readonly when: string;
  readonly what: string;
  readonly usedBy: string;
}

/** The page stays small; the summary counts everything. */
const MOST_ROWS = 50;

type Words = Pick<PageSession, 'language' | 'texts'>;

/** What the line was counted for, one row for all statistics of a day or month that the same kinds of buyer used. */
export function toUseRows(words: Words, { uses }: Uses): UseRow[] {
  const rows = new Map<string, Use[]>();
  for (const use of uses) {
    const key = `${use.period}/${use.kindsOfBuyer.join()}`;
    rows.set(key, [...(rows.get(key) ?? []), use]);
  }
  return [...rows.values()].slice(0, MOST_ROWS).map((of) => toRow(words, of));
}

/** All of it in a sentence: how many statistics, of which time, used by whom; null where there is none. */
export function toUseSummary({ language, texts }: Words, { uses }: Uses): string | null {
  const newest = uses[0];
  const oldest = uses.at(-1);
  if (!newest || !oldest) return null;
  const kinds = [...new Set(uses.flatMap(({ kindsOfBuyer }) => kindsOfBuyer))].sort();
  return texts.usage.summary({
    releases: uses.length,
    from: toPeriodText(language, oldest.period),
    to: toPeriodText(language, newest.period),
    usedBy: kinds.map((kind) => KINDS_OF_BUYER_IN_WORDS[language][kind]).join(', ') || texts.usage.nobodyYet,
  });
}

/** Whether there is more than the page shows. */
export const hasMoreUses = (words: Words, uses: Uses): boolean =>
  toUseRows(words, uses).length === MOST_ROWS && uses.uses.length > MOST_ROWS;

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
