import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Actor } from '@passant/contracts';
import { NotAuthenticated } from '@passant/platform';
import { KeysUnavailable } from './keys-unavailable';
import { type StaffClaims, toAnalyst, toStaff } from './staff-claims';

const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256'];
const MAX_AGE_SECONDS = 300;
const CLOCK_TOLERANCE_SECONDS = 5;

const partnerClaims = z.object({ client_id: z.uuid() });

/** One kind of caller: one issuer, one audience, one key set, and what its claims make of the caller. */
export interface TokenKind {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
  readonly toActor: (claims: JWTPayload) => Actor | undefined;
}

export const partnerTokens = (publicUrl: string, keys: JWTVerifyGetKey): TokenKind => ({
  issuer: `${publicUrl}/oauth2`,
  audience: 'passant-graph',
  keys,
  toActor: (claims) => {
    const parsed = partnerClaims.safeParse(claims);
    return parsed.success ? { kind: 'partner', clientId: parsed.data.client_id } : undefined;
  },
});

/** The provider of staff and analysts: two kinds of token, told apart by their audience. */
export interface StaffIssuer {
  readonly issuer: string;
  readonly keys: JWTVerifyGetKey;
  readonly claims: StaffClaims;
}

export const staffTokens = ({ issuer, keys, claims }: StaffIssuer): TokenKind => ({
  issuer,
  audience: 'passant-staff',
  keys,
  toActor: (given) => toStaff(given, claims),
});

export const analystTokens = ({ issuer, keys, claims }: StaffIssuer): TokenKind => ({
  issuer,
  audience: 'passant-analyst',
  keys,
  toActor: (given) => toAnalyst(given, claims),
});

/** Who asks, and until when the token says so (seconds since 1970). */
export interface Verified {
  readonly actor: Actor;
  readonly untilSeconds: number;
}

/**
 * The caller behind a token of this kind. Issuer, audience, type, algorithm, life and key must all fit this one kind, so
 * a token of another kind never passes.
 * @throws NotAuthenticated, KeysUnavailable
 */
export async function verifyToken(token: string, kind: TokenKind): Promise<Verified> {
  try {
    const { payload } = await jwtVerify(token, kind.keys, {
      issuer: kind.issuer,
      audience: kind.audience,
      typ: 'at+jwt',
      algorithms: ALGORITHMS,
      maxTokenAge: MAX_AGE_SECONDS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['iss', 'aud', 'iat', 'exp'],
    });
    const actor = kind.toActor(payload);
    if (actor === undefined) throw new NotAuthenticated();
    return { actor, untilSeconds: payload.exp ?? 0 };
  } catch (error) {
    if (error instanceof NotAuthenticated || error instanceof KeysUnavailable) throw error;
    if (error instanceof errors.JOSEError) throw new NotAuthenticated();
    throw error;
  }
}
