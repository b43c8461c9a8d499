import type { Bench } from './running';
import { type BenchSize, MARKET } from './settings';

const STEP = (step: string) => `mutation ($id: ID!) { done: ${step}Contract(contractId: $id) { state } }`;

/** Everything that a contract makes a buyer refuse; what stands in the attestation is of no matter here. */
const ATTESTED = {
  refusedUses: [
    ...['watching-staff', 'police-and-prosecution', 'insurance', 'credit', 'political-targeting', 're-identification'],
  ],
  refusedBuyers: ['employer-watching-staff', 'police-and-prosecution', 'insurer', 'creditor', 'political-campaign'],
  ...{ statedBy: 'managing director', documentSha256: 'a'.repeat(64) },
};

/** The market goes live as any does: a pilot, an approved method, two people. */
async function launch(bench: Bench): Promise<void> {
  const step = (role: string, name: string, why = '') =>
    bench.askAsStaff(role, `mutation ($market: String!) { ${name}(market: $market${why}) { state } }`, {
      market: MARKET,
    });
  await step('admin', 'beginPilot', ', reason: "bench"');
  const approval = { documentSha256: 'b'.repeat(64), body: 'The authority' };
  const input = { market: MARKET, ...approval, approvedOn: '2025-01-01', expiresOn: '2999-12-31' };
  const { recorded } = await bench.askAsStaff<{ recorded: { awaitedApproval: { id: string } } }>(
    'privacy-officer',
    `mutation ($input: RecordMethodApprovalInput!) {
      recorded: recordMethodApproval(input: $input) { awaitedApproval { id } } }`,
    { input },
  );
  await bench.askAsStaff(
    'approver',
    'mutation ($market: String!, $id: ID!) { confirmMethodApproval(market: $market, approvalId: $id) { state } }',
    { market: MARKET, id: recorded.awaitedApproval.id },
  );
  await step('admin', 'proposeLaunch', ', reason: "bench"');
  await step('approver', 'confirmLaunch');
}

/** A buyer under a contract for everything, with credentials; gives a function that gets a token. */
export async function signUp(bench: Bench, gatewayUrl: string, { from }: BenchSize): Promise<() => Promise<string>> {
  await launch(bench);
  const { client } = await bench.askAsStaff<{ client: { id: string } }>(
    'admin',
    'mutation { client: createClient(input: { name: "Bench", kindOfBuyer: "retail" }) { id } }',
    {},
  );
  const input = {
    ...{ clientId: client.id, market: MARKET, purpose: 'place-statistics', allZones: true, finestGrain: 'HOUR' },
    ...{ products: ['presence', 'visitors', 'origin'], from, to: null, priceMinorUnitsPerFigure: 1 },
  };
  const { contract } = await bench.askAsStaff<{ contract: { id: string } }>(
    'admin',
    'mutation ($input: DraftContractInput!) { contract: draftContract(input: $input) { id } }',
    { input },
  );
  for (const [role, step] of [
    ['admin', 'offer'],
    ['admin', 'sign'],
    ['approver', 'activate'],
  ] as const) {
    await bench.askAsStaff(role, STEP(step), { id: contract.id });
    if (step !== 'sign') continue;
    const attest = 'mutation ($input: AttestContractInput!) { attestContract(input: $input) { id } }';
    await bench.askAsStaff('admin', attest, { input: { contractId: contract.id, number: 1, ...ATTESTED } });
  }
  const { issued } = await bench.askAsStaff<{ issued: { clientId: string; clientSecret: string } }>(
    'admin',
    'mutation ($id: ID!) { issued: issueCredentials(clientId: $id) { clientId clientSecret } }',
    { id: client.id },
  );
  return async () => {
    const form = { client_id: issued.clientId, client_secret: issued.clientSecret, grant_type: 'client_credentials' };
    const response = await fetch(`${gatewayUrl}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
    return ((await response.json()) as { access_token: string }).access_token;
  };
}
