import { join } from 'node:path';
import { HAND_OVERS, type HandOver, SERVICES, type ServiceName } from '@passant/contracts';
import type { Home } from '../home/home';

export type Environment = Record<string, string>;

/** Where everything is, as the launcher chose it. */
export interface Addresses {
  publicUrl: string;
  gatewayPort: number;
  servicePorts: Record<ServiceName, number>;
  databaseUrls: Record<ServiceName, string>;
  redisUrl: (service: ServiceName) => string;
  /** Moves the domain clock of all services behind the last day of the data. */
  clockOffsetSeconds: number;
  /** Folder for decrypted rows while an engine runs; in memory where the machine allows. */
  scratch: (service: ServiceName) => string;
}

export const handOverVariable = (name: HandOver): string => `HAND_OVER_${name.toUpperCase().replaceAll('-', '_')}`;

/** The hand-overs that a service gives or takes. */
export const handOversOf = (service: ServiceName): HandOver[] =>
  (Object.keys(HAND_OVERS) as HandOver[]).filter((name) => {
    const { from, to } = HAND_OVERS[name];
    return from === service || (to as readonly ServiceName[]).includes(service);
  });

/** All variables of a service. */
export function serviceEnvironment(service: ServiceName, home: Home, at: Addresses): Environment {
  return {
    PASSANT_ENV: 'development',
    HOST: '127.0.0.1',
    PORT: String(at.servicePorts[service]),
    DATABASE_URL: at.databaseUrls[service],
    REDIS_URL: at.redisUrl(service),
    GATEWAY_PUBLIC_KEY_FILE: join(home.publicKeys, 'gateway.pem'),
    LOG_LEVEL: 'info',
    CLOCK_OFFSET_SECONDS: String(at.clockOffsetSeconds),
    ...Object.fromEntries(handOversOf(service).map((name) => [handOverVariable(name), home.handOver(name)])),
    ...ownVariables(service, home, at),
  };
}

function ownVariables(service: ServiceName, home: Home, at: Addresses): Environment {
  const sealKeys = {
    INGESTION_PUBLIC_KEY_FILE: join(home.publicKeys, 'ingestion.seal.pub'),
    ANONYMISATION_PUBLIC_KEY_FILE: join(home.publicKeys, 'anonymisation.seal.pub'),
  };
  const common = { SECRETS_DIR: home.secretsOf(service), AUDIT_DIR: home.auditOf(service) };
  const engine = { SCRATCH_DIR: at.scratch(service), ENGINE_MAX_MEMORY_MB: '3000', ENGINE_THREADS: '2' };
  switch (service) {
    case 'consent':
      return {
        ...common,
        ...engine,
        ...sealKeys,
        KEY_STORE_DIR: home.keyStore,
        JOURNAL_FILE: home.journalFile,
        PUBLIC_URL: at.publicUrl,
      };
    case 'ingestion':
      return { ...common, ...engine, ANONYMISATION_PUBLIC_KEY_FILE: sealKeys.ANONYMISATION_PUBLIC_KEY_FILE };
    case 'anonymisation':
      return { ...common, ...engine };
    case 'insights':
      return { ...common, PUBLIC_URL: at.publicUrl, OUTGOING_LOOPBACK: 'true' };
  }
}

export function gatewayEnvironment(home: Home, at: Addresses): Environment {
  return {
    PASSANT_ENV: 'development',
    HOST: '127.0.0.1',
    PORT: String(at.gatewayPort),
    PUBLIC_URL: at.publicUrl,
    LOG_LEVEL: 'info',
    SECRETS_DIR: home.secretsOf('gateway'),
    ...Object.fromEntries(
      SERVICES.map((service) => [`${service.toUpperCase()}_URL`, `http://127.0.0.1:${at.servicePorts[service]}`]),
    ),
  };
}
