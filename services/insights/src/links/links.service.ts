import { hkdfSync, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError, ENVIRONMENT } from '@passant/platform';
import type { Environment } from '../environment';
import { SIGNING_KEY, type SigningKey } from '../oauth/signing-key';
import { type LinkQuery, readExpiry, signPath } from './domain/signed-path';

export type { LinkQuery } from './domain/signed-path';

export class LinkInvalid extends DomainError {
  readonly code = 'LINK_INVALID';
  readonly category = 'forbidden';

  constructor() {
    super('This link is not complete or was changed. Ask for a new one in the graph.');
  }
}

/** A signed link: whoever has it may read one file until it ends, without a log-in. Wall time. */
export interface SignedLink {
  readonly url: string;
  readonly expiresAt: Date;
}

/** Makes and checks links. The key is derived from the token signing key (HKDF), so no further secret has to be kept. */
@Injectable()
export class LinksService {
  private readonly key: Uint8Array;

  constructor(
    @Inject(SIGNING_KEY) { privateKey }: SigningKey,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    const secret = privateKey.export({ type: 'pkcs8', format: 'der' });
    this.key = new Uint8Array(hkdfSync('sha256', secret, '', 'passant signed links', 32));
  }

  sign(path: string, expiresAt: Date): SignedLink {
    const expiresSeconds = Math.floor(expiresAt.getTime() / 1000);
    const query = new URLSearchParams({
      expires: String(expiresSeconds),
      signature: signPath(this.key, path, expiresSeconds),
    });
    return { url: `${this.environment.PUBLIC_URL}${path}?${query}`, expiresAt: new Date(expiresSeconds * 1000) };
  }

  /**
   * Whether a link that was made here is still good. The signature is compared in constant time, before anything else is told.
   *
   * @throws LinkInvalid where it was not made here
   */
  check(path: string, query: LinkQuery, now: Date): 'good' | 'expired' {
    const expiresSeconds = readExpiry(query);
    if (expiresSeconds === null || typeof query.signature !== 'string') throw new LinkInvalid();
    const expected = Buffer.from(signPath(this.key, path, expiresSeconds));
    const given = Buffer.from(query.signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new LinkInvalid();
    return expiresSeconds * 1000 <= now.getTime() ? 'expired' : 'good';
  }
}
