import { readFile } from 'node:fs/promises';
import { createLogger } from '@passant/platform';
import { readEnvironment, readSecrets } from './environment';
import { createGateway } from './gateway';
import { supergraphFile } from './supergraph/supergraph-file';

async function main(): Promise<void> {
  const environment = readEnvironment();
  const gateway = await createGateway({
    ...readSecrets(environment),
    development: environment.PASSANT_ENV === 'development',
    publicUrl: environment.PUBLIC_URL,
    services: {
      consent: environment.CONSENT_URL,
      ingestion: environment.INGESTION_URL,
      anonymisation: environment.ANONYMISATION_URL,
      insights: environment.INSIGHTS_URL,
    },
    supergraphSdl: await readFile(supergraphFile, 'utf8'),
    logger: createLogger({ service: 'gateway', level: environment.LOG_LEVEL }),
    trustedProxies: environment.TRUSTED_PROXIES,
    costPointsPerMinute: environment.COST_POINTS_PER_MINUTE,
    addressRequestsPerMinute: environment.ADDRESS_REQUESTS_PER_MINUTE,
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void gateway.close().then(() => process.exit(0)));
  }
  await gateway.app.listen({ host: environment.HOST, port: environment.PORT });
}

main().catch((error: unknown) => {
  process.stderr.write(`The gateway does not start. ${error instanceof Error ? error.message : ''}\n`);
  process.exit(1);
});
