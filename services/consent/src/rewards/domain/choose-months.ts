import { type Day, firstDayOf, type Month, monthOf } from '@passant/contracts';

/** How long what was credited is kept. */
export const CREDITS_KEPT_YEARS = 10;

/** The month after. */
export const nextMonth = (month: Month): Month => {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return (number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`) as Month;
};

/** The oldest month whose credits are kept on a day. */
export const oldestKeptMonth = (today: Day): Month =>
  `${Number(today.slice(0, 4)) - CREDITS_KEPT_YEARS}${today.slice(4, 7)}` as Month;

/**
 * The months whose credits are still to be fixed: from that of the first plan on, those that were over two days ago. Until then decisions may
 * still come in that were taken before; what comes later changes no month that is closed.
 *
 * @param twoDaysAgo local day
 */
export function chooseMonths(firstDay: Day, twoDaysAgo: Day, closed: ReadonlySet<Month>): Month[] {
  const months: Month[] = [];
  const oldest = oldestKeptMonth(twoDaysAgo);
  const first = monthOf(firstDay);
  for (
    let month = first < oldest ? oldest : first;
    firstDayOf(nextMonth(month)) <= twoDaysAgo;
    month = nextMonth(month)
  )
    if (!closed.has(month)) months.push(month);
  return months;
}
