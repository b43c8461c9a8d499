import type { MarketId, ZoneId } from '@passant/contracts';
import type { DataSource } from 'typeorm';
import { RecentReads } from '../database/recent-reads';
import type { Transactions } from '../database/transactions';
import type { ReleasesService } from '../releases/releases.service';
import type { ZonesService } from '../zones/zones.service';
import { FiguresSource } from './figures-source';

describe('zones of a plan', () => {
  it('called all are not all zones, for whoever asks next', async () => {
    const zones = {
      getPlanZones: async (_: MarketId, ids: readonly ZoneId[] | 'all') => ({
        zones: (ids === 'all' ? ['a', 'b', 'c'] : []).map((id) => ({ id })),
      }),
    };
    const reads = new RecentReads(
      { isRunning: false } as unknown as Transactions,
      { subscribers: [] } as unknown as DataSource,
    );
    const source = new FiguresSource(zones as unknown as ZonesService, {} as ReleasesService, reads);
    const market = 'leipzig' as MarketId;
    expect((await source.getPlanZones(market, ['all' as ZoneId])).zones).toEqual([]);
    expect((await source.getPlanZones(market, 'all')).zones).toHaveLength(3);
  });
});
