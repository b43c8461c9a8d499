import type { GatewayClient } from '../gateway/gateway-client';

const REFUSED_USES = [
  ...['watching-staff', 'police-and-prosecution', 'insurance', 'credit', 'political-targeting', 're-identification'],
];
const REFUSED_BUYERS = [
  ...['employer-watching-staff', 'police-and-prosecution', 'insurer', 'creditor', 'political-campaign'],
];

/** Writes down what a buyer declared of uses and buyers that are refused: nothing is activated without it. */
export async function attest(gateway: GatewayClient, contractId: string): Promise<void> {
  await gateway.ask(
    { staff: 'ada-admin' },
    'mutation AttestContract($input: AttestContractInput!) { attestContract(input: $input) { id } }',
    {
      input: {
        ...{ contractId, refusedUses: REFUSED_USES, refusedBuyers: REFUSED_BUYERS, statedBy: 'managing director' },
        documentSha256: 'd'.repeat(64),
      },
    },
  );
}
