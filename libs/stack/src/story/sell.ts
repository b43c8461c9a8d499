import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Day } from '@passant/contracts';
import type { GatewayClient } from '../gateway/gateway-client';
import type { LaunchContext } from '../launch/context';
import { activate } from './activate';
import { openSandbox } from './open-sandbox';
import { launchMarket } from './launch-market';
import type { Home } from '../home/home';
import { ensureAnalyst } from '../home/secrets';

export interface Credentials {
  clientId: string;
  clientSecret: string;
}

/** A live market, and a partner with an active contract: drafted, attested, offered and signed by one member of staff, activated by another. */
export async function sell(
  { home, narrator }: LaunchContext,
  gateway: GatewayClient,
  sale: { market: string; firstDay: Day; isSimulated: boolean },
): Promise<Credentials> {
  await launchMarket(gateway, { ...sale, id: sale.market });
  const known = readCredentials(home);
  if (!known && sale.isSimulated) await openSandbox(gateway, sale);
  const credentials = known ?? (await sellTo({ home, narrator }, gateway, sale));
  ensureAnalyst(home, credentials.clientId);
  return credentials;
}

function sellTo(
  { home, narrator }: Pick<LaunchContext, 'home' | 'narrator'>,
  gateway: GatewayClient,
  sale: { market: string; firstDay: Day },
): Promise<Credentials> {
  return narrator.stage('sale', 'Selling: a client, a contract, credentials', async () => {
    const admin = { staff: 'ada-admin' } as const;
    const { createClient: client } = await gateway.ask<{ createClient: { id: string } }>(
      admin,
      'mutation CreateClient($input: CreateClientInput!) { createClient(input: $input) { id } }',
      { input: { name: 'Handelshaus am Markt', kindOfBuyer: 'retail' } },
    );
    const { draftContract: contract } = await gateway.ask<{ draftContract: { id: string } }>(
      admin,
      'mutation DraftContract($input: DraftContractInput!) { draftContract(input: $input) { id } }',
      {
        input: {
          clientId: client.id,
          market: sale.market,
          purpose: 'place-statistics',
          products: SOLD_PRODUCTS,
          allZones: true,
          finestGrain: 'HOUR',
          from: sale.firstDay,
        },
      },
    );
    await activate(gateway, contract.id);
    const { issueCredentials } = await gateway.ask<{ issueCredentials: Credentials }>(
      admin,
      'mutation IssueCredentials($clientId: ID!) { issueCredentials(clientId: $clientId) { clientId clientSecret } }',
      { clientId: client.id },
    );
    writeFileSync(credentialsFile(home), JSON.stringify(issueCredentials), { mode: 0o600 });
    return {
      result: issueCredentials,
      told: 'one active contract (place-statistics: every product, all zones, by the hour), signed by two people',
    };
  });
}

const SOLD_PRODUCTS = [
  ...['presence', 'visitors', 'dwell', 'origin', 'affinity', 'flows', 'frequency'],
  ...['campaign', 'leaflets', 'forecast'],
];

const credentialsFile = (home: Home) => join(home.secretsOf('launcher'), 'partner.json');

function readCredentials(home: Home): Credentials | undefined {
  const file = credentialsFile(home);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Credentials) : undefined;
}
