import type { Day } from '@passant/contracts';
import type { GatewayClient } from '../gateway/gateway-client';
import { activate } from './activate';

const QUESTIONS_A_MINUTE = 600;

/** A free contract over simulated people, under which anybody may get credentials from `/oauth2/register`. */
export async function openSandbox(gateway: GatewayClient, sale: { market: string; firstDay: Day }): Promise<void> {
  const admin = { staff: 'ada-admin' } as const;
  const { contracts } = await gateway.ask<{ contracts: { kind: string; state: string }[] }>(
    ...([admin, 'query Contracts { contracts { kind state } }'] as const),
  );
  if (contracts.some(({ kind, state }) => kind === 'sandbox' && state === 'active')) return;
  const { createClient: client } = await gateway.ask<{ createClient: { id: string } }>(
    admin,
    'mutation CreateClient($input: CreateClientInput!) { createClient(input: $input) { id } }',
    { input: { name: 'Sandbox', kindOfBuyer: 'other' } },
  );
  const { draftContract: contract } = await gateway.ask<{ draftContract: { id: string } }>(
    admin,
    'mutation DraftContract($input: DraftContractInput!) { draftContract(input: $input) { id } }',
    {
      input: {
        ...{ clientId: client.id, market: sale.market, kind: 'sandbox', purpose: 'place-statistics', allZones: true },
        ...{ products: ['presence', 'visitors', 'dwell', 'origin', 'affinity', 'flows'], finestGrain: 'HOUR' },
        ...{ from: sale.firstDay, priceMinorUnitsPerFigure: 0, questionsPerMinute: QUESTIONS_A_MINUTE },
        exportFormats: [],
      },
    },
  );
  await activate(gateway, contract.id);
}
