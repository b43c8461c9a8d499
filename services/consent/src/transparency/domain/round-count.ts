/** Small numbers could tell of single people: under a hundred nothing more is said, above it is rounded to hundreds. */
export type RoundedCount = { readonly kind: 'under-100' } | { readonly kind: 'about'; readonly count: number };

export const roundCount = (count: number): RoundedCount =>
  count < 100 ? { kind: 'under-100' } : { kind: 'about', count: Math.round(count / 100) * 100 };
