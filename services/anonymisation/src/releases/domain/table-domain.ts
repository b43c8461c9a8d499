import { DWELL_BINS, type Product } from '@passant/contracts';

/** The columns of a table, as its release names them: UTC starts of the day's hours, or dwell bins. */
export const toColumns = (product: Product, hours: readonly number[]): string[] =>
  product === 'presence' ? hours.map((hour) => new Date(hour).toISOString()) : [...DWELL_BINS];
