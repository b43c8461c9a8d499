import type { ContractId, FigureStatus } from '@passant/contracts';

/** What figures cost, or (an estimate) what they cost at most. */
export interface Cost {
  readonly isEstimate: boolean;
  readonly contractId: ContractId;
  /** Asked for. */
  readonly figures: number;
  /** Of these published, so billed; of an estimate all that could be. */
  readonly published: number;
  /** Whole minor units. */
  readonly minorUnits: number;
  readonly currency: string;
  /** Figures of this month's quota that are left before this question; null without a quota, and in answers. */
  readonly quotaLeft: number | null;
  /** What the answer is not: of a pilot, a sandbox, of simulated people. */
  readonly marks: readonly string[];
}

/** Under which terms a question is answered, and whether it is answered or only estimated. */
export interface Tariff {
  readonly isEstimate: boolean;
  readonly contractId: ContractId;
  readonly price: { readonly minorUnitsPerFigure: number; readonly currency: string };
  readonly quotaLeft: number | null;
  readonly marks: readonly string[];
}

/**
 * Before anything is read nobody knows what will be published: an estimate is what the figures cost at most.
 *
 * @param most published figures that an answer lists at most, where that is fewer than are asked for
 */
export function measureCost(
  counts: Readonly<Record<FigureStatus, number>>,
  { price, ...tariff }: Tariff,
  most = Number.MAX_SAFE_INTEGER,
): Cost {
  const figures = counts.PUBLISHED + counts.SUPPRESSED + counts.NO_DATA;
  const published = tariff.isEstimate ? Math.min(figures, most) : counts.PUBLISHED;
  return {
    ...tariff,
    ...{ figures, published },
    ...{ minorUnits: published * price.minorUnitsPerFigure, currency: price.currency },
  };
}
