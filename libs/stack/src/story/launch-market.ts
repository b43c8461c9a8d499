import { createHash } from 'node:crypto';
import type { Day } from '@passant/contracts';
import { StackProblem } from '../errors';
import type { GatewayClient } from '../gateway/gateway-client';
import type { StaffId } from '../home/secrets';
import { waitFor } from '../wait';

export interface MarketToLaunch {
  readonly id: string;
  readonly firstDay: Day;
  /** Nobody in it is real: everything of it says so. */
  readonly isSimulated: boolean;
}

interface Launch {
  readonly state: 'preparation' | 'pilot' | 'live';
  readonly isSimulated: boolean;
  readonly isApproved: boolean;
  readonly awaitedApproval: { readonly id: string } | null;
  readonly isLaunchProposed: boolean;
  readonly isSimulationDeclared: boolean;
}

const FIELDS = 'state isSimulated isApproved awaitedApproval { id } isLaunchProposed isSimulationDeclared';
const YEARS = 2;
const PATIENCE = { timeoutMs: 60_000, intervalMs: 200 };

/**
 * Says that all people of a market are simulated: one declares it, another confirms; only before anything is released.
 *
 * @returns whether it is one now. A home whose days were released before markets could be declared stays without marks and sandbox.
 */
export async function declareSimulated(gateway: GatewayClient, market: MarketToLaunch): Promise<boolean> {
  const launch = await untilKnown(gateway, market);
  if (!market.isSimulated || launch.isSimulated) return launch.isSimulated;
  const steps: [StaffId, Step][] = [
    ['ada-admin', { market, mutation: 'declareSimulated', why: 'a city made by the simulator' }],
    ['anton-approver', { market, mutation: 'confirmSimulated' }],
  ];
  for (const [staff, step] of launch.isSimulationDeclared ? steps.slice(1) : steps) {
    const { errors } = await gateway.askRaw({ staff }, ...toAsk(step));
    const code = errors?.[0]?.extensions?.code;
    if (code === 'MARKET_HAS_RELEASES') return false;
    if (errors?.[0]) {
      throw new StackProblem(
        `The graph refused ${step.mutation}: ${errors[0].message} (${code}).`,
        'See the log of insights.',
      );
    }
  }
  return true;
}

/**
 * From preparation through its pilot to live, as staff would do it: an approval that one records and another confirms, and a launch
 * that one proposes and another confirms. What was done before is not done again.
 */
export async function launchMarket(gateway: GatewayClient, market: MarketToLaunch): Promise<void> {
  let launch = await untilKnown(gateway, market);
  if (launch.state === 'preparation') {
    launch = await take(gateway, 'ada-admin', { market, mutation: 'beginPilot', why: 'the zone plan is approved' });
  }
  if (!launch.isApproved) launch = await approveMethod(gateway, market, launch);
  if (launch.state === 'live') return;
  if (!launch.isLaunchProposed) {
    await take(gateway, 'ada-admin', { market, mutation: 'proposeLaunch', why: 'the method is approved' });
  }
  await take(gateway, 'anton-approver', { market, mutation: 'confirmLaunch' });
}

/** No authority approved anything here: the body and the document say so. */
async function approveMethod(gateway: GatewayClient, market: MarketToLaunch, { awaitedApproval }: Launch) {
  const id = awaitedApproval?.id ?? (await recordApproval(gateway, market));
  const confirm = `mutation ConfirmMethodApproval($market: String!, $approvalId: ID!) {
    taken: confirmMethodApproval(market: $market, approvalId: $approvalId) { ${FIELDS} } }`;
  const variables = { market: market.id, approvalId: id };
  return (await gateway.ask<{ taken: Launch }>({ staff: 'anton-approver' }, confirm, variables)).taken;
}

async function recordApproval(gateway: GatewayClient, { id, firstDay }: MarketToLaunch): Promise<string> {
  const document = `Passant on this machine: nobody but whoever started it approved the method of ${id}.`;
  const record = `mutation RecordMethodApproval($input: RecordMethodApprovalInput!) {
    recordMethodApproval(input: $input) { awaitedApproval { id } } }`;
  const input = {
    ...{ market: id, documentSha256: createHash('sha256').update(document).digest('hex') },
    ...{ body: 'nobody: a stack on one machine', approvedOn: firstDay },
    expiresOn: `${Math.max(new Date().getUTCFullYear(), Number(firstDay.slice(0, 4))) + YEARS}-12-31`,
  };
  const { recordMethodApproval } = await gateway.ask<{ recordMethodApproval: { awaitedApproval: { id: string } } }>(
    ...([{ staff: 'petra-privacy' }, record, { input }] as const),
  );
  return recordMethodApproval.awaitedApproval.id;
}

async function take(gateway: GatewayClient, staff: StaffId, step: Step): Promise<Launch> {
  return (await gateway.ask<{ taken: Launch }>({ staff }, ...toAsk(step))).taken;
}

function toAsk({ market, mutation, why }: Step): [query: string, variables: Record<string, string>] {
  const name = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}`;
  const reason = why === undefined ? '' : ', reason: $reason';
  const query = `mutation ${name}($market: String!${why === undefined ? '' : ', $reason: String!'}) {
    taken: ${mutation}(market: $market${reason}) { ${FIELDS} } }`;
  return [query, { market: market.id, ...(why === undefined ? {} : { reason: why }) }];
}

interface Step {
  readonly market: MarketToLaunch;
  readonly mutation: string;
  readonly why?: string;
}

/** The zone plan comes to the seller as a job: a market is one once it is there. */
async function untilKnown(gateway: GatewayClient, { id }: MarketToLaunch): Promise<Launch> {
  const query = `query MarketLaunches { marketLaunches { market ${FIELDS} } }`;
  const found = await waitFor(async () => {
    const asked = await gateway.ask<{ marketLaunches: (Launch & { market: string })[] }>({ staff: 'ada-admin' }, query);
    return asked.marketLaunches.find(({ market }) => market === id);
  }, PATIENCE);
  if (!found) throw new StackProblem(`The seller does not know the zone plan of ${id}.`, 'See the log of insights.');
  return found;
}
