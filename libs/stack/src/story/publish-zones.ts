import { type Market, marketIdSchema } from '@passant/contracts';
import type { CitySummary } from '@passant/simulator';
import { StackProblem } from '../errors';
import { type GatewayClient, isUnavailable } from '../gateway/gateway-client';
import type { LaunchContext } from '../launch/context';
import { findLocationError, tellShares } from './location-error';
import { waitFor } from '../wait';

interface ZonePlan {
  id: string;
  status: 'PROPOSED' | 'APPROVED' | 'REFUSED';
  problems: { message: string; line: number | null }[];
  notes: string[];
  zoneCount: number;
  approvedBy: string[];
  locationError: { median: number; p90: number; source: string } | null;
}

const PLAN = 'id status problems { message line } notes zoneCount approvedBy locationError { median p90 source }';
const operator = { staff: 'nora-network' } as const;

/** The market's id is its name in small letters: `new-york-check-ins`. */
export const toMarket = ({ kit }: Pick<CitySummary, 'kit'>): Market => ({
  id: marketIdSchema.parse(
    kit.name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 63) || 'market',
  ),
  name: kit.name,
  country: kit.country,
  timeZone: kit.timeZone,
  firstDay: kit.firstDay,
});

/** Network and zones of the market: files from the network operator, a plan that two other people approve. */
export async function publishZones(
  context: LaunchContext,
  gateway: GatewayClient,
  { market, city }: { market: Market; city: CitySummary },
): Promise<ZonePlan> {
  const { narrator } = context;
  const zonePlans = await findPlans(gateway, market);
  const inForce = zonePlans.find(({ status }) => status === 'APPROVED');
  if (inForce) return inForce;
  return narrator.stage('zones', 'Publishing the zone plan', async () => {
    const open = zonePlans.find(({ status }) => status === 'PROPOSED');
    const plan = open ?? (await propose(context, gateway, { market, city, known: zonePlans }));
    for (const staff of (['ada-admin', 'anton-approver'] as const).filter((one) => !plan.approvedBy.includes(one))) {
      const mutation = `mutation ApproveZonePlan($planId: ID!) { approveZonePlan(planId: $planId) { ${PLAN} } }`;
      await gateway.ask({ staff }, mutation, { planId: plan.id });
    }
    for (const note of plan.notes.slice(0, 6)) narrator.say(`  ${note}`);
    if (plan.notes.length > 6) narrator.say(`  ... and ${plan.notes.length - 6} more notes`);
    narrator.say(`  ${tellLocationError(plan.locationError, city)}`);
    if (city.files.population === null) {
      narrator.say('  The kit has no population: nothing is extrapolated, figures speak of the panel only.');
    }
    return { result: plan, told: `${plan.zoneCount} zones, approved by two people` };
  });
}

async function propose(
  context: LaunchContext,
  gateway: GatewayClient,
  { market, city, known }: { market: Market; city: CitySummary; known: readonly ZonePlan[] },
): Promise<ZonePlan> {
  const { signal } = context;
  const locationError = await findLocationError(context, { market, city });
  for (const kind of ['cells', 'zones', 'places', 'population'] as const) {
    const file = city.files[kind];
    if (file !== null) await uploadNetworkFile(gateway, { path: `/uploads/network/${market.id}/${kind}`, file });
  }
  const mutation = `mutation ProposeZonePlan($input: ProposeZonePlanInput!) { proposeZonePlan(input: $input) { id } }`;
  const { errors } = await gateway.askRaw(operator, mutation, { input: { market, locationError } });
  const error = errors?.[0];
  // A large network takes longer than the gateway waits; the plan comes nevertheless.
  if (error && !isUnavailable(error)) {
    throw refused('the proposal', { message: error.message, ...error.extensions });
  }
  const isNew = ({ id }: ZonePlan) => !known.some((plan) => plan.id === id);
  const findNew = async () => {
    signal.throwIfAborted();
    return (await findPlans(gateway, market)).find(isNew);
  };
  const plan = await waitFor(findNew, { timeoutMs: 120_000, intervalMs: 500 });
  if (plan?.status === 'PROPOSED') return plan;
  const problems = (plan?.problems ?? [{ message: 'it did not come within two minutes', line: null }]).slice(0, 10);
  const list = problems.map(({ message, line }) => `  - ${message}${line === null ? '' : ` (line ${line})`}`);
  throw new StackProblem(
    `The network files of ${city.files.kit} give no zone plan:\n${list.join('\n')}`,
    'Correct the files and start again.',
  );
}

/** Beside what figures will have to be read, or why nobody can say. */
function tellLocationError(error: ZonePlan['locationError'], { truthFile }: CitySummary): string {
  if (error) return `Location error: ${tellShares(error)} (${error.source})`;
  const why =
    truthFile === null ? 'nobody knows where these people were' : 'no zone has 20 of the simulated people at once';
  return `Location error: not measured, ${why}.`;
}

async function uploadNetworkFile(
  gateway: GatewayClient,
  { path, file }: { path: string; file: string },
): Promise<void> {
  const contentType = file.endsWith('json') ? 'application/geo+json' : 'text/csv';
  const { status, body } = await gateway.upload(operator, { path, contentType }, file);
  if (status >= 300) throw refused(`the file ${file}`, body);
}

async function findPlans(gateway: GatewayClient, market: Market): Promise<ZonePlan[]> {
  const query = `query ZonePlans($market: ID!) { zonePlans(market: $market) { ${PLAN} } }`;
  return (await gateway.ask<{ zonePlans: ZonePlan[] }>(operator, query, { market: market.id })).zonePlans;
}

export const refused = (what: string, body: Record<string, unknown>): StackProblem => {
  const inside =
    typeof body['error'] === 'object' && body['error'] !== null ? (body['error'] as Record<string, unknown>) : body;
  return new StackProblem(
    `The gateway refused ${what}: ${String(inside['message'] ?? 'no reason given')} (${String(inside['code'] ?? 'no code')}).`,
    'Correct what it says, or see the logs of the services.',
  );
};
