import type { GatewayClient } from '../gateway/gateway-client';

const REFUSED_USES = [
  ...['watching-staff', 'police-and-prosecution', 'insurance', 'credit', 'political-targeting', 're-identification'],
];
const REFUSED_BUYERS = [
  ...['employer-watching-staff', 'police-and-prosecution', 'insurer', 'creditor', 'political-campaign'],
];

/** Writes down what a buyer declared of uses and buyers that are refused: no version counts without it. */
export async function attest(gateway: GatewayClient, contractId: string, number = 1): Promise<void> {
  await gateway.ask(
    { staff: 'ada-admin' },
    'mutation AttestContract($input: AttestContractInput!) { attestContract(input: $input) { id } }',
    {
      input: {
        ...{ contractId, number, refusedUses: REFUSED_USES, refusedBuyers: REFUSED_BUYERS },
        ...{ statedBy: 'managing director', documentSha256: 'd'.repeat(64) },
      },
    },
  );
}

const STEPS = [
  ['offerContract', 'ada-admin'],
  ['signContract', 'ada-admin'],
  ['activateContract', 'anton-approver'],
] as const;

/** Attested, offered and signed by one, activated by another. */
export async function activate(gateway: GatewayClient, contractId: string): Promise<void> {
  await attest(gateway, contractId);
  for (const [step, staff] of STEPS) {
    const name = `${step[0]!.toUpperCase()}${step.slice(1)}`;
    const mutation = `mutation ${name}($contractId: ID!) { ${step}(contractId: $contractId) { state } }`;
    await gateway.ask({ staff }, mutation, { contractId });
  }
}
