import {
  firstDayOf,
  isMonth,
  MONTHLY_PRODUCTS,
  monthOf,
  type Day,
  type Period,
  type Product,
  type Table,
} from '@passant/contracts';

/** How a period stands in the tables: the first of its days. What is released monthly tells it from a day. */
export const toFirstDay = (period: Period): Day => (isMonth(period) ? firstDayOf(period) : period);

/** The other way round. Tables and products that are released monthly bear the same names. */
export const toPeriod = (firstDay: Day, of: Table | Product): Period =>
  (MONTHLY_PRODUCTS as readonly string[]).includes(of) ? monthOf(firstDay) : firstDay;
