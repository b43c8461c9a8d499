import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hoursOfDay, type Market, type ZonePlanArtefact, zonePlanArtefactSchema } from '@passant/contracts';
import { type CitySummary, truePresence } from '@passant/simulator';
import type { GatewayClient } from '../gateway/gateway-client';
import type { LaunchContext } from '../launch/context';
import { count } from '../launch/narrator';
import { askPresence } from './ask';
import type { Accuracy, Series } from './report';
import type { Credentials } from './sell';

const MOST_DAYS = 7;

interface Comparison {
  market: Market;
  city: CitySummary;
  planId: string;
  credentials: Credentials;
  truthFile: string;
}

/**
 * How good the figures are, which only simulated people can tell: noise against the exact counts (totals written by the observing
 * anonymisation), and published presence against where the simulator put people, each standing for adult residents / people.
 */
export function measureAccuracy(
  context: LaunchContext,
  gateway: GatewayClient,
  comparison: Comparison,
): Promise<Accuracy> {
  return context.narrator.stage('accuracy', 'Comparing with the simulated people', async () => {
    const pairs = await comparePresence(context, gateway, comparison);
    const people = pairs.length === 0 ? null : summarise(pairs);
    const accuracy = { mechanism: readMechanism(context.home.accuracyFile), people };
    return { result: accuracy, told: `${count(pairs.length)} published figures compared` };
  });
}

export interface FigurePair {
  value: number;
  low: number;
  high: number;
  truth: number;
}

export function summarise(pairs: readonly FigurePair[]): {
  coverage95: number;
  medianRelativeError: number;
  figures: number;
} {
  const covered = pairs.filter(({ low, high, truth }) => low <= truth && truth <= high).length;
  const errors = pairs.filter(({ truth }) => truth > 0).map(({ value, truth }) => Math.abs(value - truth) / truth);
  errors.sort((one, other) => one - other);
  const middle = Math.floor(errors.length / 2);
  const median = errors.length % 2 === 1 ? errors[middle]! : ((errors[middle - 1] ?? 0) + (errors[middle] ?? 0)) / 2;
  return { coverage95: covered / pairs.length, medianRelativeError: median, figures: pairs.length };
}

async function comparePresence(
  context: LaunchContext,
  gateway: GatewayClient,
  { market, city, planId, credentials, truthFile }: Comparison,
): Promise<FigurePair[]> {
  const { zones, regions } = readPlan(context, market, planId);
  const adults = await countAdults(gateway, regions, market);
  const days = city.days.slice(0, MOST_DAYS).map((day) => ({ day, hours: hoursOfDay(day, market.timeZone) }));
  const truth = await truePresence({ truthFile, zones, hours: days.flatMap(({ hours }) => hours) });
  const rows = new Map(truth.zoneIds.map((id, row) => [id, truth.values[row]!]));
  // Figures speak of residents of 18 and over: that many of them stand behind each simulated subscriber.
  const eachStandsFor = adults === null ? 1 : adults / city.subscribers;
  const pairs: FigurePair[] = [];
  let column = 0;
  for (const { day, hours } of days) {
    const series = await askPresence(gateway, credentials, { zoneIds: zones.map(({ id }) => id), day });
    const ofDay = (zoneId: string) => rows.get(zoneId)!.slice(column, column + hours.length);
    pairs.push(...series.flatMap((one) => pair(one, ofDay(one.zone.id), eachStandsFor)));
    column += hours.length;
  }
  return pairs;
}

/** Public residents of 18 and over, as figures are extrapolated to them; null where residents are unknown. */
async function countAdults(
  gateway: GatewayClient,
  regions: ZonePlanArtefact['regions'],
  { country }: Market,
): Promise<number | null> {
  const { policy } = await gateway.ask<{ policy: { file: string } }>({ staff: 'petra-privacy' }, '{ policy { file } }');
  const { adultShares } = JSON.parse(policy.file) as { adultShares: Record<string, number> };
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const adults = regions.map(({ residents }) => {
    if (residents?.adults) return sum(residents.adults.female) + sum(residents.adults.male);
    const share = adultShares[country];
    return residents && share !== undefined ? share * (residents.female + residents.male) : null;
  });
  return adults.some((count) => count === null) ? null : sum(adults.map((count) => count ?? 0));
}

const pair = ({ statuses, values, lows, highs }: Series, truth: Float64Array, eachStandsFor: number): FigurePair[] =>
  [...statuses.entries()]
    .filter(([, status]) => status === 'PUBLISHED')
    .map(([hour]) => ({
      value: values[hour]!,
      low: lows[hour]!,
      high: highs[hour]!,
      truth: truth[hour]! * eachStandsFor,
    }));

/** The zones' shapes are public facts, but no graph tells them yet: they are read where ingestion hands them over, in the clear. */
function readPlan({ home }: LaunchContext, market: Market, planId: string) {
  const file = join(home.handOver('zone-plans'), market.id.toLowerCase(), `${planId}.json`);
  return zonePlanArtefactSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

function readMechanism(file: string): Accuracy['mechanism'] {
  if (!existsSync(file)) return null;
  const { figures, covered95 } = JSON.parse(readFileSync(file, 'utf8')) as { figures: number; covered95: number };
  return figures === 0 ? null : { coverage95: covered95 / figures, figures };
}
