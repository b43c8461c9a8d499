import { createHash, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor, ServiceName } from '@passant/contracts';
import { INTERNAL_TOKEN_TYPE } from '@passant/platform';
import { SignJWT } from 'jose';
import { temporaryFolder } from './temporary-folder';

interface GatewayKeys {
  readonly privateKey: KeyObject;
  readonly publicKeyFile: string;
}

let keys: GatewayKeys | undefined;

/** The gateway's key pair in this test process; services get `publicKeyFile`. */
export function testGatewayKeys(): GatewayKeys {
  if (keys) return keys;
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const publicKeyFile = join(temporaryFolder(), 'gateway.pem');
  writeFileSync(publicKeyFile, publicKey.export({ type: 'spki', format: 'pem' }));
  keys = { privateKey, publicKeyFile };
  return keys;
}

export interface TokenSettings {
  readonly aud: ServiceName;
  /** The body that the token stands for; without it the token carries no hash. */
  readonly body?: string | Buffer;
  readonly requestId?: string;
  readonly issuedAt?: Date;
  readonly lifeSeconds?: number;
  readonly privateKey?: KeyObject;
}

/** A token as the gateway makes it, for one request. */
export async function internalToken(actor: Actor, settings: TokenSettings): Promise<string> {
  const issuedAt = Math.floor((settings.issuedAt ?? new Date()).getTime() / 1000);
  const bodySha256 = settings.body === undefined ? undefined : createHash('sha256').update(settings.body).digest('hex');
  return new SignJWT({ actor, requestId: settings.requestId ?? randomUUID(), ...(bodySha256 ? { bodySha256 } : {}) })
    .setProtectedHeader({ alg: 'EdDSA', typ: INTERNAL_TOKEN_TYPE })
    .setIssuer('passant-gateway')
    .setAudience(settings.aud)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + (settings.lifeSeconds ?? 60))
    .sign(settings.privateKey ?? testGatewayKeys().privateKey);
}
