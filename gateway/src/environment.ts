import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { commonEnvironment, EnvironmentInvalid, parseEnvironment } from '@passant/platform';
import { z } from 'zod';
import { type DevelopmentStaff, staffListSchema } from './authentication/development-staff';

const address = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));

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
    .transform((list) =>
      list
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    ),
});
export type GatewayEnvironment = z.infer<typeof gatewayEnvironment>;

export interface GatewaySecrets {
  readonly signingKey: KeyObject;
  readonly developmentStaff?: DevelopmentStaff;
}

export const readEnvironment = (source?: NodeJS.ProcessEnv): Readonly<GatewayEnvironment> =>
  parseEnvironment(gatewayEnvironment, source);

/**
 * The keys of the gateway. Development staff is read wherever it lies: `createGateway` refuses it outside development.
 * @throws EnvironmentInvalid that names the file, never what is in it
 */
export function readSecrets({ SECRETS_DIR }: Pick<GatewayEnvironment, 'SECRETS_DIR'>): GatewaySecrets {
  const file = (name: string) => join(SECRETS_DIR, name);
  const signingKey = readPrivateKey(file('gateway-signing.pem'));
  if (!existsSync(file('staff.json'))) return { signingKey };
  const staffKey = readPrivateKey(file('staff-issuer.pem'));
  const staff = readStaff(file('staff.json'));
  return { signingKey, developmentStaff: { staff, signingKey: staffKey, publicKey: createPublicKey(staffKey) } };
}

function readPrivateKey(file: string): KeyObject {
  const key = attempt(file, 'must be an Ed25519 private key (PKCS#8 PEM)', () => createPrivateKey(readFileSync(file)));
  if (key.asymmetricKeyType !== 'ed25519') throw new EnvironmentInvalid([`${file}: must be an Ed25519 key`]);
  return key;
}

const readStaff = (file: string) =>
  attempt(file, 'must be a list of { id, secret, roles }', () =>
    staffListSchema.parse(JSON.parse(readFileSync(file, 'utf8'))),
  );

function attempt<T>(file: string, problem: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw new EnvironmentInvalid([`${file}: ${existsSync(file) ? problem : 'is missing'}`]);
  }
}
