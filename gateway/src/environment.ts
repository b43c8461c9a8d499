import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { commonEnvironment, EnvironmentInvalid, parseEnvironment } from '@passant/platform';
import { STAFF_ROLES, type StaffRole } from '@passant/contracts';
import { z } from 'zod';
import { type Account, accountsSchema, type DevelopmentStaff } from './development-issuer/accounts';
import { ROLES_BY_NAME } from './authentication/staff-claims';
import type { ExternalStaff } from './staff';

const address = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));

const listOf = (text: string, separator: string): string[] =>
  text
    .split(separator)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** `admin=passant-admins|it,approver=…` */
const rolesSchema = z
  .string()
  .refine((text) => listOf(text, ',').every((one) => toRole(one) !== undefined), 'must be a list of role=value|value')
  .transform((text): Readonly<Record<StaffRole, readonly string[]>> => {
    const named = listOf(text, ',').flatMap((one) => toRole(one) ?? []);
    const none = Object.fromEntries(STAFF_ROLES.map((role) => [role, []])) as unknown as Record<StaffRole, string[]>;
    return named.length === 0
      ? ROLES_BY_NAME
      : { ...none, ...Object.fromEntries(named.map(({ role, values }) => [role, values])) };
  });

function toRole(text: string): { role: StaffRole; values: string[] } | undefined {
  const [name = '', values = ''] = text.split(/=(.*)/s);
  const role = STAFF_ROLES.find((one) => one === name.trim());
  return role === undefined || values === '' ? undefined : { role, values: listOf(values, '|') };
}

export const gatewayEnvironment = z.object({
  PASSANT_ENV: commonEnvironment.shape.PASSANT_ENV,
  HOST: commonEnvironment.shape.HOST,
  PORT: commonEnvironment.shape.PORT,
  LOG_LEVEL: commonEnvironment.shape.LOG_LEVEL,
  /** What callers call: the issuers of their tokens begin with it. */
  PUBLIC_URL: address,
  CONSENT_URL: address,
  INGESTION_URL: address,
  ANONYMISATION_URL: address,
  INSIGHTS_URL: address,
  /** Holds `gateway-signing.pem`; in development also `staff-issuer.pem` and `staff.json`. */
  SECRETS_DIR: z.string().refine(isAbsolute, 'must be an absolute path'),
  /** Addresses or networks of proxies in front, separated by commas. */
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((list) => listOf(list, ',')),
  /** Cost points that one caller may spend in the graph, and requests of one address to each public part; a process. */
  COST_POINTS_PER_MINUTE: z.coerce.number().int().positive().default(100_000),
  ADDRESS_REQUESTS_PER_MINUTE: z.coerce.number().int().positive().default(600),
  /** OpenID provider of staff; empty in development, where the gateway has one of its own. */
  STAFF_ISSUER: z
    .literal('')
    .or(z.url({ protocol: /^https?$/ }))
    .default(''),
  STAFF_CLIENT_ID: z.string().default('passant'),
  STAFF_SCOPE: z.string().default('openid offline_access'),
  /** Claim with a person's roles or groups; dots lead into objects. */
  STAFF_ROLES_CLAIM: z.string().min(1).default('roles'),
  /** Which values of it are which role; empty: each role by its own name. */
  STAFF_ROLES: z.string().default('').pipe(rolesSchema),
  /** Claim of a program's token that names the `sub` of the person it acts for. */
  STAFF_OWNER_CLAIM: z.string().min(1).default('owner'),
  /** Claim with the OAuth client whose rights an analyst has. */
  ANALYST_CLIENT_CLAIM: z.string().min(1).default('passant_client'),
});
export type GatewayEnvironment = z.infer<typeof gatewayEnvironment>;

export interface GatewaySecrets {
  readonly signingKey: KeyObject;
  readonly sessionKey?: Uint8Array;
  readonly developmentStaff?: DevelopmentStaff;
  readonly externalStaff?: ExternalStaff;
}

export const readEnvironment = (source?: NodeJS.ProcessEnv): Readonly<GatewayEnvironment> =>
  parseEnvironment(gatewayEnvironment, source);

type SecretsPlace = Pick<GatewayEnvironment, 'SECRETS_DIR'> & Partial<GatewayEnvironment>;

/**
 * The keys of the gateway, and who its staff are. Development staff is read wherever it lies: `createGateway` refuses it
 * outside development.
 * @throws EnvironmentInvalid that names the file, never what is in it
 */
export function readSecrets(environment: SecretsPlace): GatewaySecrets {
  const file = (name: string) => join(environment.SECRETS_DIR, name);
  const signingKey = readPrivateKey(file('gateway-signing.pem'));
  const sessionKey = existsSync(file('session.key')) ? readSessionKey(file('session.key')) : undefined;
  const externalStaff = environment.STAFF_ISSUER
    ? readExternalStaff(environment, file('staff-client.secret'))
    : undefined;
  if (!existsSync(file('staff.json'))) return { signingKey, sessionKey, externalStaff };
  const staffKey = readPrivateKey(file('staff-issuer.pem'));
  const accounts = () => readAccounts(file('staff.json'));
  accounts();
  const developmentStaff = { accounts, signingKey: staffKey, publicKey: createPublicKey(staffKey) };
  return { signingKey, sessionKey, externalStaff, developmentStaff };
}

function readExternalStaff(environment: Partial<GatewayEnvironment>, secretFile: string): ExternalStaff {
  const clientSecret = attempt(secretFile, 'must hold the secret of STAFF_CLIENT_ID', () =>
    z.string().min(1).parse(readFileSync(secretFile, 'utf8').trim()),
  );
  return {
    provider: {
      issuer: environment.STAFF_ISSUER ?? '',
      clientId: environment.STAFF_CLIENT_ID ?? '',
      clientSecret,
      scope: environment.STAFF_SCOPE ?? '',
    },
    claims: {
      roles: environment.STAFF_ROLES_CLAIM ?? '',
      valuesOfRole: environment.STAFF_ROLES ?? ROLES_BY_NAME,
      owner: environment.STAFF_OWNER_CLAIM ?? '',
      analystClient: environment.ANALYST_CLIENT_CLAIM ?? '',
    },
  };
}

function readSessionKey(file: string): Uint8Array {
  const key = attempt(file, 'must be 32 bytes in base64', () =>
    Buffer.from(readFileSync(file, 'utf8').trim(), 'base64'),
  );
  if (key.length !== 32) throw new EnvironmentInvalid([`${file}: must be 32 bytes in base64`]);
  return key;
}

function readPrivateKey(file: string): KeyObject {
  const key = attempt(file, 'must be an Ed25519 private key (PKCS#8 PEM)', () => createPrivateKey(readFileSync(file)));
  if (key.asymmetricKeyType !== 'ed25519') throw new EnvironmentInvalid([`${file}: must be an Ed25519 key`]);
  return key;
}

const readAccounts = (file: string): Account[] =>
  attempt(file, 'must be a list of { id, secret, roles } and { id, password, clientId }', () =>
    accountsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))),
  );

function attempt<T>(file: string, problem: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw new EnvironmentInvalid([`${file}: ${existsSync(file) ? problem : 'is missing'}`]);
  }
}
