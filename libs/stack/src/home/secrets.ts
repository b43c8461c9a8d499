import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICES, type ServiceName, type StaffRole } from '@passant/contracts';

/** A development member of staff: `secret` is for programs (the launcher is one), `password` for the log-in page. */
export interface StaffMember {
  id: string;
  secret: string;
  /** Not in files of before there was a log-in page. */
  password?: string;
  roles: StaffRole[];
}

export const SEEDED_STAFF = [
  { id: 'nora-network', roles: ['network-operator'] },
  { id: 'ada-admin', roles: ['admin'] },
  { id: 'anton-approver', roles: ['approver'] },
  { id: 'petra-privacy', roles: ['privacy-officer'] },
  { id: 'agnes-agent', roles: ['agent'] },
] as const satisfies readonly { id: string; roles: StaffRole[] }[];
/** A person at the partner's desk. */
const SEEDED_ANALYST = 'anna-analyst';
export type StaffId = (typeof SEEDED_STAFF)[number]['id'];

export interface Secrets {
  databasePasswords: Record<ServiceName, string>;
  staff: StaffMember[];
}

/** Where keys lie: one private folder an owner, and one for the public halves. */
export interface SecretFolders {
  publicKeys: string;
  secretsOf: (owner: ServiceName | 'gateway' | 'launcher') => string;
}

/** Makes the keys and passwords that are missing, and the staff of development. */
export function ensureSecrets(home: SecretFolders): Secrets {
  const gateway = home.secretsOf('gateway');
  ensureKeyPair('ed25519', join(gateway, 'staff-issuer.pem'));
  return {
    staff: ensureJson(join(gateway, 'staff.json'), () =>
      SEEDED_STAFF.map(({ id, roles }) => {
        return { id, secret: randomSecret(), password: randomPassword(), roles: [...roles] };
      }),
    ),
    databasePasswords: ensureKeys(home),
  };
}

/** An account for the explorer, with the rights of this OAuth client; once. */
export function ensureAnalyst(home: SecretFolders, clientId: string): void {
  const file = join(home.secretsOf('gateway'), 'staff.json');
  const accounts = JSON.parse(readFileSync(file, 'utf8')) as { id: string }[];
  if (accounts.some(({ id }) => id === SEEDED_ANALYST)) return;
  const analyst = { id: SEEDED_ANALYST, password: randomPassword(), clientId };
  writePrivate(file, JSON.stringify([...accounts, analyst], undefined, 2));
}

/**
 * Makes the keys that are missing, private halves only in the folder of the service that uses them, and gives the passwords of
 * the databases.
 */
export function ensureKeys(home: SecretFolders): Secrets['databasePasswords'] {
  for (const service of ['ingestion', 'anonymisation'] as const) {
    const privateFile = join(home.secretsOf(service), 'seal.private');
    ensureKeyPair('x25519', privateFile, join(home.publicKeys, `${service}.seal.pub`));
  }
  ensureKeyPair('x25519', join(home.secretsOf('anonymisation'), 'return-visits.private'));
  const gateway = home.secretsOf('gateway');
  ensureKeyPair('ed25519', join(gateway, 'gateway-signing.pem'), join(home.publicKeys, 'gateway.pem'));
  ensureText(join(gateway, 'session.key'), () => randomBytes(32).toString('base64'));
  ensureKeyPair('ed25519', join(home.secretsOf('insights'), 'oauth-signing.pem'));
  ensureKeyPair('ed25519', join(home.secretsOf('consent'), 'receipt-signing.pem'));
  for (const service of SERVICES) ensureKeyPair('ed25519', join(home.secretsOf(service), 'audit-signing.pem'));
  return ensureJson(
    join(home.secretsOf('launcher'), 'databases.json'),
    () => Object.fromEntries(SERVICES.map((service) => [service, randomSecret()])) as Record<ServiceName, string>,
  );
}

export const randomSecret = (): string => randomBytes(32).toString('base64url');

/** For hands: 80 bits in groups of four. */
const RAW_BYTES = 32;

const randomPassword = (): string => randomBytes(10).toString('hex').match(/.{4}/g)!.join('-');

const writePrivate = (file: string, text: string) => writeFileSync(file, text, { mode: 0o600 });

function ensureText(file: string, make: () => string): void {
  if (!existsSync(file)) writePrivate(file, `${make()}\n`);
}

function ensureJson<T>(file: string, make: () => T): T {
  if (!existsSync(file)) writePrivate(file, JSON.stringify(make(), undefined, 2));
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

/**
 * Ed25519 as PEM (PKCS #8 and SPKI); X25519 as its 32 bytes in base64: the last ones of either encoding (RFC 8410). Not by way of a JWK: while Node 20 exports one it
 * holds a lock that freeing the key's generator takes as well, and a garbage collection in between never ends.
 */
function ensureKeyPair(kind: 'ed25519' | 'x25519', privateFile: string, publicFile?: string): void {
  if (existsSync(privateFile) && (publicFile === undefined || existsSync(publicFile))) return;
  const { privateKey, publicKey } = kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519');
  const asText = (key: KeyObject) => {
    const type = key.type === 'private' ? 'pkcs8' : 'spki';
    return kind === 'x25519'
      ? `${key.export({ format: 'der', type }).subarray(-RAW_BYTES).toString('base64')}\n`
      : key.export({ format: 'pem', type }).toString();
  };
  if (publicFile !== undefined) writePrivate(publicFile, asText(publicKey));
  writePrivate(privateFile, asText(privateKey));
}
