import type { Plan } from '../zones/zones.service';
import type { MarketEvent } from './markets.repository';
import type { MarketStanding } from './domain/market-launch';

/** A market with where it stands and how it came there. */
export interface Market extends Plan {
  readonly standing: MarketStanding;
  readonly timeline: readonly MarketEvent[];
}
