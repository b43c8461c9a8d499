import { decodeJwt, type JWTPayload } from 'jose';
import { type Actor } from '@passant/contracts';
import { NotAuthenticated } from '@passant/platform';
import { readBearerToken } from './bearer-token';
import { type TokenKind, type Verified, verifyToken } from './token-verifier';

/** Whose tokens a route takes. */
export type Callers = 'partners-and-staff' | 'staff';

export interface TokenKinds {
  readonly partner: TokenKind;
  /** Absent where no provider of staff is configured: then nobody is staff, nor an analyst. */
  readonly staff?: TokenKind;
  readonly analyst?: TokenKind;
}

/** A token that was good is good for so long, or until it ends: programs ask many questions with one. */
const KEEP_MS = 10_000;
const MOST_KEPT = 10_000;

/** Who calls. The issuer and audience that a token names only choose the kind it must then satisfy whole. */
export class Authenticator {
  private readonly kept = new Map<string, { readonly verified: Verified; readonly keptMs: number }>();

  constructor(private readonly kinds: TokenKinds) {}

  /** @throws NotAuthenticated, KeysUnavailable */
  async authenticate(authorization: string | undefined, callers: Callers): Promise<Actor> {
    const { partner, staff, analyst } = this.kinds;
    const accepted = callers === 'staff' ? [staff] : [partner, staff, analyst];
    const token = readBearerToken(authorization);
    const key = `${callers} ${token}`;
    const known = this.kept.get(key);
    if (known && isGood(known)) return known.verified.actor;
    const verified = await verify(token, accepted);
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    this.kept.set(key, { verified, keptMs: performance.now() });
    return verified.actor;
  }

  /** Who logged in, from the access token their provider issued for it. @throws NotAuthenticated, KeysUnavailable */
  verifyLogIn(accessToken: string): Promise<Verified> {
    return verify(accessToken, [this.kinds.staff, this.kinds.analyst]);
  }
}

/** By two clocks: that of the wall may be put back. */
const isGood = ({ verified, keptMs }: { verified: Verified; keptMs: number }): boolean =>
  performance.now() - keptMs < KEEP_MS && Date.now() < verified.untilSeconds * 1_000;

async function verify(token: string | undefined, accepted: readonly (TokenKind | undefined)[]): Promise<Verified> {
  const claims = token === undefined ? undefined : claimsOf(token);
  if (token === undefined || claims === undefined) throw new NotAuthenticated();
  const kind = accepted.find((one) => one?.issuer === claims.iss && [claims.aud].flat().includes(one?.audience));
  if (kind === undefined) throw new NotAuthenticated();
  return verifyToken(token, kind);
}

function claimsOf(token: string): JWTPayload | undefined {
  try {
    return decodeJwt(token);
  } catch {
    return undefined;
  }
}
