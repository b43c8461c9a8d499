import { type Day, type MarketId, PRODUCTS } from '@passant/contracts';
import { StackProblem } from '../errors';
import type { GatewayClient } from '../gateway/gateway-client';
import type { LaunchContext } from '../launch/context';
import { count } from '../launch/narrator';
import { waitFor } from '../wait';
import type { MeasuredPanel, ReportedRelease } from './report';

const officer = { staff: 'petra-privacy' } as const;
const RELEASES = `query Releases($market: ID!) {
  releases(market: $market) {
    id day purpose product measurements { group table rho sigmaSquared }
    sigmaSquared tau figures published suppressed tableSha256
  }
}`;

export async function findReleases(gateway: GatewayClient, market: MarketId): Promise<ReportedRelease[]> {
  const { releases } = await gateway.ask<{ releases: ReportedRelease[] }>(officer, RELEASES, { market });
  return [...releases].sort((one, other) => `${one.day}${one.product}`.localeCompare(`${other.day}${other.product}`));
}

/** Waits until every day is released in every product, and insights has loaded it for sale. */
export function untilReleased(
  { narrator, signal }: LaunchContext,
  gateway: GatewayClient,
  { market, days }: { market: MarketId; days: readonly Day[] },
): Promise<ReportedRelease[]> {
  return narrator.stage('release', `Anonymising and releasing ${days.length} day(s)`, async (progress) => {
    const wanted = days.length * PRODUCTS.length;
    const released = await waitFor(
      async () => {
        signal.throwIfAborted();
        const releases = await findReleases(gateway, market);
        const loaded = releases.length < wanted ? 0 : await countLoaded(gateway, market);
        progress(() => `${count(releases.length)} of ${count(wanted)} releases`);
        return releases.length >= wanted && loaded >= Math.min(wanted, MOST_LISTED) ? releases : undefined;
      },
      { timeoutMs: 3_600_000, intervalMs: 300 },
    );
    if (!released)
      throw new StackProblem('Not all days are released after an hour.', 'See the logs of anonymisation and consent.');
    const figures = released.reduce((sum, release) => sum + release.figures, 0);
    const published = released.reduce((sum, release) => sum + release.published, 0);
    return {
      result: released,
      told: `${count(released.length)} releases, ${count(published)} of ${count(figures)} figures published`,
    };
  });
}

/** Insights lists so many at most. */
const MOST_LISTED = 1_000;

async function countLoaded(gateway: GatewayClient, market: MarketId): Promise<number> {
  const query = 'query LoadedReleases($market: String!) { loadedReleases(market: $market) { day } }';
  return (await gateway.ask<{ loadedReleases: unknown[] }>(officer, query, { market })).loadedReleases.length;
}

/** The noisy sizes of the panels, by day and group. */
export async function findMeasuredPanels(
  gateway: GatewayClient,
  { market, days }: { market: MarketId; days: readonly Day[] },
): Promise<MeasuredPanel[]> {
  const query = `query MeasuredPanelSizes($market: String!, $days: [String!]!) {
    measuredPanelSizes(market: $market, days: $days) { day group size sigmaSquared rho }
  }`;
  const variables = { market, days: days.slice(0, MOST_PANELS) };
  const { measuredPanelSizes } = await gateway.ask<{ measuredPanelSizes: MeasuredPanel[] }>(officer, query, variables);
  return [...measuredPanelSizes].sort((one, other) => one.day.localeCompare(other.day));
}

const MOST_PANELS = 400;
