/** Published figures a month. `hard`: what would exceed them is not answered; `soft`: it is. */
export interface Quota {
  readonly figuresPerMonth: number;
  readonly kind: 'hard' | 'soft';
}

export interface QuotaExcess {
  readonly figuresPerMonth: number;
  /** Figures that the quota still had before this answer. */
  readonly left: number;
  readonly published: number;
}

/**
 * Whether an answer is too much for a hard quota; null: it may be given. An answer without a published figure always may.
 *
 * @param month `sold`: figures sold in the month with this answer's; `published`: this answer's
 */
export function findQuotaExcess(
  quota: Quota | null,
  { sold, published }: { sold: number; published: number },
): QuotaExcess | null {
  if (quota === null || quota.kind === 'soft' || published === 0 || sold <= quota.figuresPerMonth) return null;
  const { figuresPerMonth } = quota;
  return { figuresPerMonth, published, left: Math.max(0, figuresPerMonth - (sold - published)) };
}
