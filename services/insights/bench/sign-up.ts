import type { Bench } from './running';
import { type BenchSize, MARKET } from './settings';

const ATTESTED = {
  refusedUses: [
    ...['watching-staff', 'police-and-prosecution', 'insurance', 'credit', 'political-targeting', 're-identification'],
  ],
  refusedBuyers: ['employer-watching-staff', 'police-and-prosecution', 'insurer', 'creditor', 'political-campaign'],
  ...{ statedBy: 'managing director', documentSha256: 'a'.repeat(64) },
};

const STEP = (step: string) => `mutation ($id: ID!) { done: ${step}Contract(contractId: $id) { state } }`;

/** A buyer under a contract for everything, with credentials; gives a function that gets a token. */
export async function signUp(bench: Bench, gatewayUrl: string, { from }: BenchSize): Promise<() => Promise<string>> {
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
  await bench.askAsStaff('admin', 'mutation ($input: AttestContractInput!) { attestContract(input: $input) { id } }', {
    input: { contractId: contract.id, ...ATTESTED },
  });
  for (const [role, step] of [
    ['admin', 'offer'],
    ['admin', 'sign'],
    ['approver', 'activate'],
  ] as const) {
    await bench.askAsStaff(role, STEP(step), { id: contract.id });
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
