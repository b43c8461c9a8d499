import { createHmac } from 'node:crypto';
import type { PanelDataKind } from '@passant/contracts';

/**
 * The folder of a market in a hand-over. Keys are lower case; a market with capitals gets a suffix, so that `Ulm` and `ulm`
 * never share a folder.
 */
export function toMarketKey(market: string): string {
  const lower = market.toLowerCase();
  return lower === market
    ? lower
    : `${lower}.${createHmac('sha256', 'market').update(market).digest('hex').slice(0, 12)}`;
}

/** Everything of one day of one market. */
export const toDayKey = (market: string, day: string): string => `${toMarketKey(market)}/${day}/`;

export interface SegmentPlace {
  readonly market: string;
  readonly day: string;
  readonly batchId: string;
  readonly attempt: number;
  readonly dataKind: PanelDataKind;
  readonly shard: number;
}

/** One segment file of one attempt: an attempt never overwrites another's. */
export const toSegmentKey = ({ market, day, batchId, attempt, dataKind, shard }: SegmentPlace): string =>
  `${toDayKey(market, day)}${batchId}/${attempt}-${dataKind}-${shard}.sealed`;
