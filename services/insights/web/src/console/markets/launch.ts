import type { MarketLaunchQuery } from '../generated/graph';

export type Launch = NonNullable<MarketLaunchQuery['marketLaunch']>;
