import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@passant/platform';
import { compactVerify, importJWK } from 'jose';
import { type ApiClient, ApiClientsRepository } from './api-clients.repository';
import { type AssertionClaims, checkAssertion, LEEWAY_SECONDS } from './domain/check-assertion';
import type { TokenRequest } from './domain/parse-token-request';
import { algorithmsOf, type PublicJwk } from './domain/public-jwk';
import { hashSecret, makeSecret, verifySecret } from './secret-hash';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether who asks for a token is the API client that it names. */
@Injectable()
export class ProofsService {
  /** Checked against where there is no such client, so that the answer takes as long. */
  private readonly nobody = hashSecret(makeSecret());

  constructor(
    private readonly apiClients: ApiClientsRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param audiences whom an assertion may be meant for */
  async isProven(request: TokenRequest, audiences: readonly string[]): Promise<boolean> {
    const apiClient = UUID.test(request.clientId) ? await this.apiClients.findActive(request.clientId) : undefined;
    if ('clientSecret' in request) return this.isSecretRight(apiClient, request.clientSecret);
    return apiClient !== undefined && this.isAssertionGood(apiClient, request.assertion, audiences);
  }

  private async isSecretRight(apiClient: ApiClient | undefined, secret: string): Promise<boolean> {
    const present = apiClient?.secretHash ?? null;
    if (await verifySecret(secret, present ?? (await this.nobody))) return present !== null;
    const previous = apiClient && this.isOverlapping(apiClient) ? apiClient.previousSecretHash : null;
    return previous !== null && verifySecret(secret, previous);
  }

  /** Good once: an assertion that comes again is refused, whoever sends it. */
  private async isAssertionGood(
    apiClient: ApiClient,
    assertion: string,
    audiences: readonly string[],
  ): Promise<boolean> {
    const keys = [apiClient.publicJwk, this.isOverlapping(apiClient) ? apiClient.previousPublicJwk : null];
    const claims = await verifyByAny(assertion, keys);
    if (claims === null) return false;
    // Assertions, like tokens, live on wall time.
    const checked = checkAssertion(claims, { clientId: apiClient.id, audiences }, Date.now() / 1000);
    if (checked.kind === 'refused') return false;
    return this.apiClients.useAssertion({
      apiClientId: apiClient.id,
      jtiSha256: createHash('sha256').update(checked.jti).digest('hex'),
      expiresAt: new Date((checked.expiresAtSeconds + LEEWAY_SECONDS) * 1000),
    });
  }

  private isOverlapping({ previousUntil }: ApiClient): boolean {
    return previousUntil !== null && previousUntil > this.clock.now();
  }
}

async function verifyByAny(assertion: string, keys: readonly (PublicJwk | null)[]): Promise<AssertionClaims | null> {
  for (const key of keys) {
    const claims = key === null ? null : await verify(assertion, key);
    if (claims !== null) return claims;
  }
  return null;
}

async function verify(assertion: string, jwk: PublicJwk): Promise<AssertionClaims | null> {
  try {
    const algorithms = algorithmsOf(jwk);
    const { payload } = await compactVerify(assertion, await importJWK({ ...jwk }, algorithms[0]!), { algorithms });
    const claims: unknown = JSON.parse(Buffer.from(payload).toString('utf8'));
    return typeof claims === 'object' ? claims : null;
  } catch {
    return null;
  }
}
