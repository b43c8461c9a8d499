import { createHmac, type KeyObject, randomUUID } from 'node:crypto';
import { ed25519Pair } from '@passant/testing';
import { exportJWK, SignJWT } from 'jose';

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export const ed25519 = (): KeyPair => ed25519Pair();

export const toJwks = async (keyId: string, { publicKey }: KeyPair) => ({
  keys: [{ ...(await exportJWK(publicKey)), kid: keyId, alg: 'EdDSA', use: 'sig' }],
});

export interface TokenParts {
  readonly issuer: string;
  readonly audience: string;
  readonly key: KeyObject;
  readonly keyId?: string;
  readonly type?: string;
  readonly issuedSecondsAgo?: number;
  readonly lifeSeconds?: number;
  readonly claims?: Record<string, unknown>;
}

export function signToken(parts: TokenParts): Promise<string> {
  const { issuer, audience, key, keyId, type = 'at+jwt', issuedSecondsAgo = 0, lifeSeconds = 300, claims = {} } = parts;
  const issuedAt = Math.floor(Date.now() / 1_000) - issuedSecondsAgo;
  return new SignJWT({ jti: randomUUID(), ...claims })
    .setProtectedHeader({ alg: 'EdDSA', typ: type, kid: keyId })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifeSeconds)
    .sign(key);
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token that claims to need no signature. */
export const unsignedToken = (claims: object): string =>
  `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode(claims)}.e30`;

/** A token signed by the public key as if it were a shared secret. */
export function confusedToken(claims: object, publicKey: KeyObject): string {
  const signed = `${encode({ alg: 'HS256', typ: 'at+jwt' })}.${encode(claims)}`;
  const secret = publicKey.export({ type: 'spki', format: 'pem' });
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
