import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICES, type ServiceName } from '@passant/contracts';
import { ensureKeys, ensureSecrets, randomSecret } from '../home/secrets';
import { accessRules } from '../redis/access';

const DEVELOPMENT = ['PASSANT_ENV=development', 'PUBLIC_URL=http://127.0.0.1:4000'];

/** What only people can say stays empty: who sends text messages, and who knows the staff. */
const productionOf = (publicUrl: string): string[] => [
  'PASSANT_ENV=production',
  `PUBLIC_URL=${publicUrl}`,
  'SMS_GATEWAY_URL=',
  'STAFF_ISSUER=',
];

/**
 * Makes what the compose file asks for: key pairs and the Redis users in `<directory>/secrets`, passwords in
 * `<directory>/.env`. What is there already stays.
 *
 * @param productionUrl what callers will call; with it nothing of development is made: no seeded staff, no issuer of its own
 */
export function prepareDeployment(directory: string, productionUrl?: string): string {
  const settings = join(directory, '.env');
  if (existsSync(settings)) return `${settings} is there already; nothing was changed.`;
  const secrets = join(directory, 'secrets');
  const folders = {
    publicKeys: join(secrets, 'public-keys'),
    secretsOf: (owner: ServiceName | 'gateway' | 'launcher') => join(secrets, owner),
  };
  const owners = [...SERVICES, 'gateway', 'launcher', 'redis', 'public-keys'] as const;
  for (const owner of owners) mkdirSync(join(secrets, owner), { recursive: true, mode: 0o700 });
  const databasePasswords =
    productionUrl === undefined ? ensureSecrets(folders).databasePasswords : ensureKeys(folders);
  const redisPasswords = Object.fromEntries(SERVICES.map((service) => [service, randomSecret()]));
  const users = SERVICES.map(
    (service) => `user ${service} ${accessRules(service, redisPasswords[service]!).join(' ')}`,
  );
  const write = (file: string, lines: string[]) => writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  write(join(secrets, 'redis', 'users.acl'), ['user default off', ...users]);
  write(settings, [
    ...(productionUrl === undefined ? DEVELOPMENT : productionOf(productionUrl)),
    'PASSANT_PORT=4000',
    `POSTGRES_PASSWORD=${randomSecret()}`,
    ...SERVICES.map((service) => `${service.toUpperCase()}_DATABASE_PASSWORD=${databasePasswords[service]}`),
    ...SERVICES.map((service) => `${service.toUpperCase()}_REDIS_PASSWORD=${redisPasswords[service]}`),
  ]);
  return `Keys are in ${secrets}, passwords in ${settings}.`;
}
