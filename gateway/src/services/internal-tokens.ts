import { createHash, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { INTERNAL_TOKEN_TYPE } from '@passant/platform';
import type { Actor, InternalClaims, ServiceName } from '@passant/contracts';

const ISSUER = 'passant-gateway' satisfies InternalClaims['iss'];
const LIFETIME_SECONDS = 60;

export interface InternalRequest {
  readonly service: ServiceName;
  readonly actor: Actor;
  readonly requestId: string;
  /** The exact bytes that will be sent; absent for streamed bodies, which no one can hash before they have passed. */
  readonly body?: string | Buffer;
}

/** Mints the token that goes with one request to one service: who asks, and the hash of what is asked. */
export class InternalTokens {
  constructor(private readonly signingKey: KeyObject) {}

  mint({ service, actor, requestId, body }: InternalRequest): Promise<string> {
    const bodySha256 = body === undefined ? undefined : createHash('sha256').update(body).digest('hex');
    const claims = { actor, requestId, bodySha256 } satisfies Omit<InternalClaims, 'iss' | 'aud'>;
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', typ: INTERNAL_TOKEN_TYPE })
      .setIssuer(ISSUER)
      .setAudience(service)
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_SECONDS}s`)
      .sign(this.signingKey);
  }
}
