import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT } from '@passant/platform';
import { SignJWT } from 'jose';
import type { Environment } from '../environment';
import { parseTokenRequest, type TokenRefusal } from './domain/parse-token-request';
import { FailedAttemptsRepository } from './failed-attempts.repository';
import { ProofsService } from './proofs.service';
import { SIGNING_KEY, type SigningKey } from './signing-key';

export const TOKEN_SECONDS = 300;
export const AUDIENCE = 'passant-graph';
/** Failures in a window, of one client from one address; and of one address. */
const MOST_FAILURES = 10;
const WINDOW_SECONDS = 600;

export type TokenAnswer =
  | { readonly kind: 'token'; readonly accessToken: string; readonly expiresInSeconds: number }
  | { readonly kind: 'refused'; readonly refusal: TokenRefusal }
  | { readonly kind: 'too-many'; readonly retryAfterSeconds: number };

/** What came in at the token endpoint. `address` is the caller's, as the gateway saw it. */
export interface TokenAttempt {
  readonly form: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
  readonly address: string;
}

/** Short access tokens for API clients (RFC 6749, section 4.4; RFC 9068). */
@Injectable()
export class TokensService {
  constructor(
    private readonly proofs: ProofsService,
    private readonly failures: FailedAttemptsRepository,
    @Inject(SIGNING_KEY) private readonly key: SigningKey,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async answer({ form, authorization, address }: TokenAttempt): Promise<TokenAnswer> {
    const parsed = parseTokenRequest(form, authorization);
    if (parsed.kind === 'refused') return parsed;
    const { clientId } = parsed.request;
    const keys = [digest('address', address), digest('client', `${address} ${clientId}`)];
    const worst = await this.failures.findWorst(keys);
    if (worst && worst.failures >= MOST_FAILURES) return { kind: 'too-many', retryAfterSeconds: worst.secondsLeft };
    if (await this.proofs.isProven(parsed.request, [this.issuer, this.tokenEndpoint])) return this.issue(clientId);
    await this.failures.addFailure(keys, WINDOW_SECONDS);
    const basic = authorization !== undefined;
    return {
      kind: 'refused',
      refusal: { error: 'invalid_client', description: 'The client or its proof is wrong.', basic },
    };
  }

  get issuer(): string {
    return `${this.environment.PUBLIC_URL}/oauth2`;
  }

  get tokenEndpoint(): string {
    return `${this.issuer}/token`;
  }

  get keySet() {
    return { keys: [this.key.publicJwk] };
  }

  private async issue(apiClientId: string): Promise<TokenAnswer> {
    const accessToken = await new SignJWT({ client_id: apiClientId })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: this.key.publicJwk.kid })
      .setIssuer(this.issuer)
      .setAudience(AUDIENCE)
      .setSubject(apiClientId)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${TOKEN_SECONDS}s`)
      .sign(this.key.privateKey);
    return { kind: 'token', accessToken, expiresInSeconds: TOKEN_SECONDS };
  }
}

/** Addresses are not kept, only told apart. */
export const digest = (kind: string, text: string): string =>
  createHash('sha256').update(`${kind} ${text}`).digest('hex');
