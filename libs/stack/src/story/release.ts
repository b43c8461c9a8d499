import type { Day, MarketId } from '@passant/contracts';
import { StackProblem } from '../errors';
import type { GatewayClient } from '../gateway/gateway-client';
import type { LaunchContext } from '../launch/context';
import { count } from '../launch/narrator';
import { waitFor } from '../wait';
import type { LedgerLine, MeasuredPanel, ReportedRelease } from './report';

const officer = { staff: 'petra-privacy' } as const;
const operator = { staff: 'nora-network' } as const;
const RELEASES = `query Releases($market: String!) {
  releases(market: $market) {
    id day purpose product status measurements { group table rho sigmaSquared }
    sigmaSquared tau unitsPerPerson figures published suppressed noData extrapolationFactor
    tableSha256 methodVersion
  }
}`;

export async function findReleases(gateway: GatewayClient, market: MarketId): Promise<ReportedRelease[]> {
  const { releases } = await gateway.ask<{ releases: ReportedRelease[] }>(officer, RELEASES, { market });
  const orderOf = ({ day, purpose, product }: ReportedRelease) => `${day} ${purpose} ${product}`;
  return [...releases].sort((one, other) => orderOf(one).localeCompare(orderOf(other)));
}

/** Waits until every day is released in every product, and insights has loaded it for sale. */
export function untilReleased(
  { narrator, signal }: LaunchContext,
  gateway: GatewayClient,
  { market, days }: { market: MarketId; days: readonly Day[] },
): Promise<ReportedRelease[]> {
  return narrator.stage('release', `Anonymising and releasing ${days.length} day(s)`, async (progress) => {
    const started = performance.now();
    const isReleased = async () => {
      signal.throwIfAborted();
      const { ended, waiting } = await findProgress(gateway, market);
      progress(() => {
        const why = waiting.length === 0 ? '' : `; waiting: ${waiting.join(', ')}`;
        return `${count(ended)} of ${count(days.length)} days, ${perMinute(ended, performance.now() - started)}${why}`;
      });
      if (ended < days.length) return undefined;
      const releases = await findReleases(gateway, market);
      const onSale = releases.filter(({ status }) => status === 'PUBLISHED').length;
      const isLoaded = (await countLoaded(gateway, market)) >= Math.min(onSale, MOST_LISTED);
      return isLoaded && (await isIntakeClosed(gateway, { market, days })) ? releases : undefined;
    };
    const released = await waitFor(isReleased, { timeoutMs: 3_600_000, intervalMs: 300 });
    if (!released) {
      throw new StackProblem('Not all days are released after an hour.', 'See the logs of anonymisation and consent.');
    }
    const figures = released.reduce((sum, release) => sum + release.figures, 0);
    const published = released.reduce((sum, release) => sum + release.published, 0);
    return {
      result: released,
      told: `${count(released.length)} releases, ${count(published)} of ${count(figures)} figures published`,
    };
  });
}

/** Ingestion has heard of the end of every day: its counters are final, its segments and panels gone. */
async function isIntakeClosed(
  gateway: GatewayClient,
  { market, days }: { market: MarketId; days: readonly Day[] },
): Promise<boolean> {
  const query = 'query DayIntakes($market: ID!) { dayIntakes(market: $market) { day state } }';
  const { dayIntakes } = await gateway.ask<{ dayIntakes: { day: Day; state: string }[] }>(operator, query, { market });
  const closed = new Set(dayIntakes.filter(({ state }) => state === 'CLOSED').map(({ day }) => day));
  return days.every((day) => closed.has(day));
}

interface PeriodClose {
  period: string;
  state: string;
  reason: string | null;
}

/** How many days are measured, and what the others wait for. One that failed is a problem at once. */
async function findProgress(gateway: GatewayClient, market: MarketId): Promise<{ ended: number; waiting: string[] }> {
  const query = 'query Closes($market: String!) { closes(market: $market) { period state reason } }';
  const { closes } = await gateway.ask<{ closes: PeriodClose[] }>(officer, query, { market });
  const lost = closes.find(({ state }) => state === 'FAILED' || state === 'ABANDONED');
  if (lost) {
    throw new StackProblem(
      `${lost.period} was not released: ${lost.state} (${lost.reason ?? 'no reason given'}).`,
      'See the log of anonymisation.',
    );
  }
  const isEnded = ({ state }: PeriodClose) => state === 'MEASURED' || state === 'CLOSED';
  const reasons = closes.filter((close) => !isEnded(close)).flatMap(({ reason }) => reason ?? []);
  return { ended: closes.filter(isEnded).length, waiting: [...new Set(reasons)] };
}

const perMinute = (days: number, milliseconds: number): string =>
  `${((days * 60_000) / milliseconds).toFixed(1)} days/min`;

/** What the ledger says was spent, on the sizes of panels and on tables. */
export async function findLedger(gateway: GatewayClient, market: MarketId): Promise<LedgerLine[]> {
  const query =
    'query Ledger($market: String!) { ledger(market: $market) { period group table rho sigmaSquared tableSha256 } }';
  const { ledger } = await gateway.ask<{ ledger: LedgerLine[] }>(officer, query, { market });
  return [...ledger].sort((one, other) => one.period.localeCompare(other.period));
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
