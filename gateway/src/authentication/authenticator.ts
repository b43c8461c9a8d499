import { decodeJwt } from 'jose';
import type { Actor } from '@passant/contracts';
import { NotAuthenticated } from '@passant/platform';
import { readBearerToken } from './bearer-token';
import { type TokenKind, verifyToken } from './token-verifier';

/** Whose tokens a route takes. */
export type Callers = 'partners-and-staff' | 'staff';

export interface TokenKinds {
  readonly partner: TokenKind;
  /** Absent where no staff issuer is configured: then nobody is staff. */
  readonly staff?: TokenKind;
}

/** Who calls. The issuer a token names only chooses the kind it must then satisfy whole. */
export class Authenticator {
  constructor(private readonly kinds: TokenKinds) {}

  /** @throws NotAuthenticated, KeysUnavailable */
  async authenticate(authorization: string | undefined, callers: Callers): Promise<Actor> {
    const token = readBearerToken(authorization);
    if (token === undefined) throw new NotAuthenticated();
    const issuer = issuerOf(token);
    const accepted = callers === 'staff' ? [this.kinds.staff] : [this.kinds.partner, this.kinds.staff];
    const kind = accepted.find((one) => one?.issuer === issuer);
    if (kind === undefined) throw new NotAuthenticated();
    return verifyToken(token, kind);
  }
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}
