import { createPrivateKey, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SignJWT } from 'jose';

/** A token signed with a key of the stack's own: what somebody could make who got hold of it. */
export function signWith(
  keyFile: string,
  token: { issuer: string; audience: string; type?: string; claims: Record<string, unknown> },
): Promise<string> {
  return new SignJWT({ jti: randomUUID(), ...token.claims })
    .setProtectedHeader({ alg: 'EdDSA', typ: token.type ?? 'at+jwt' })
    .setIssuer(token.issuer)
    .setAudience(token.audience)
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(createPrivateKey(readFileSync(keyFile)));
}
