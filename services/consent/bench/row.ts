import type { MarketId } from '@passant/contracts';

export const MARKET = 'bench' as MarketId;

/** One measurement, beside its yardstick in the same run. */
export interface ConsentRow {
  readonly row: 'import-subscribers' | 'import-decisions' | 'panel' | 'decisions';
  /** Lines, or confirmations. */
  readonly count: number;
  readonly perSecond: number;
  readonly yardstickPerSecond: number;
  /** How many times as long as the yardstick. */
  readonly ratio: number;
  /** Of the service with all its processes; PostgreSQL not included. */
  readonly peakMegabytes: number;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface BenchText {
  readonly title: string;
  readonly text: string;
}

export const toRow = (
  measured: Pick<ConsentRow, 'row' | 'count' | 'peakMegabytes' | 'details'>,
  seconds: { readonly ours: number; readonly yardstick: number },
): ConsentRow => ({
  ...measured,
  perSecond: measured.count / seconds.ours,
  yardstickPerSecond: measured.count / seconds.yardstick,
  ratio: seconds.ours / seconds.yardstick,
});

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}
