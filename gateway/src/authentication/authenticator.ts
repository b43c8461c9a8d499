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

/** Who calls. The issuer and audience that a token names only choose the kind it must then satisfy whole. */
export class Authenticator {
  constructor(private readonly kinds: TokenKinds) {}

  /** @throws NotAuthenticated, KeysUnavailable */
  async authenticate(authorization: string | undefined, callers: Callers): Promise<Actor> {
    const { partner, staff, analyst } = this.kinds;
    const accepted = callers === 'staff' ? [staff] : [partner, staff, analyst];
    return (await verify(readBearerToken(authorization), accepted)).actor;
  }

  /** Who logged in, from the access token their provider issued for it. @throws NotAuthenticated, KeysUnavailable */
  verifyLogIn(accessToken: string): Promise<Verified> {
    return verify(accessToken, [this.kinds.staff, this.kinds.analyst]);
  }
}

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
