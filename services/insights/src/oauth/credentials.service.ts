import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ClientId } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import { importJWK } from 'jose';
import { type Client, ClientsService } from '../clients/clients.service';
import { RecentReads } from '../database/recent-reads';
import { type ApiClient, ApiClientsRepository } from './api-clients.repository';
import { algorithmsOf, parsePublicJwk, type PublicJwk } from './domain/public-jwk';
import { CredentialsRevoked, CredentialsUnknown, PublicKeyInvalid } from './oauth.errors';
import { hashSecret, makeSecret } from './secret-hash';

export type { ApiClient } from './api-clients.repository';

/** OAuth client id and secret. The secret is nowhere else: it cannot be shown again. */
export interface IssuedCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Credentials of API clients: a secret (shown once, kept as a scrypt hash) or a public key; rotated, revoked. */
@Injectable()
export class CredentialsService {
  constructor(
    private readonly apiClients: ApiClientsRepository,
    private readonly clients: ClientsService,
    private readonly reads: RecentReads,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ClientUnknown */
  async issueCredentials(clientId: ClientId, staffId: string): Promise<IssuedCredentials> {
    await this.clients.getClient(clientId);
    const clientSecret = makeSecret();
    const made = { id: randomUUID(), clientId, createdBy: staffId, createdAt: this.clock.now() };
    await this.apiClients.addApiClient({ ...made, secretHash: await hashSecret(clientSecret), publicJwk: null });
    return { clientId: made.id, clientSecret };
  }

  /** For somebody whom nobody knows: good until an instant of wall time. @returns null where there are as many already */
  async issueTemporary(
    clientId: ClientId,
    { expiresAt, most }: { expiresAt: Date; most: number },
  ): Promise<IssuedCredentials | null> {
    if ((await this.apiClients.countTemporary(clientId)) >= most) return null;
    const clientSecret = makeSecret();
    const made = { id: randomUUID(), clientId, createdBy: 'sandbox', createdAt: this.clock.now(), expiresAt };
    await this.apiClients.addApiClient({ ...made, secretHash: await hashSecret(clientSecret), publicJwk: null });
    return { clientId: made.id, clientSecret };
  }

  /** @param jwk the public key as JSON text. @throws ClientUnknown, PublicKeyInvalid */
  async registerPublicKey(clientId: ClientId, jwk: string, staffId: string): Promise<ApiClient> {
    const client = await this.clients.getClient(clientId);
    const publicJwk = await readPublicKey(jwk);
    const made = { id: randomUUID(), clientId: client.id, createdBy: staffId, createdAt: this.clock.now() };
    await this.apiClients.addApiClient({ ...made, publicJwk, secretHash: null });
    return this.getActive(made.id);
  }

  /** A new secret for the same OAuth client id; the present one is good for so long. @throws CredentialsUnknown */
  async rotateSecret(apiClientId: string, overlapSeconds: number): Promise<IssuedCredentials> {
    const clientSecret = makeSecret();
    const proof = { secretHash: await hashSecret(clientSecret), publicJwk: null };
    const rotated = await this.apiClients.rotate(apiClientId, proof, this.overlap(overlapSeconds));
    if (!rotated) throw new CredentialsUnknown();
    return { clientId: apiClientId, clientSecret };
  }

  /** @throws CredentialsUnknown, PublicKeyInvalid */
  async rotatePublicKey(apiClientId: string, jwk: string, overlapSeconds: number): Promise<ApiClient> {
    const proof = { publicJwk: await readPublicKey(jwk), secretHash: null };
    const rotated = await this.apiClients.rotate(apiClientId, proof, this.overlap(overlapSeconds));
    if (!rotated) throw new CredentialsUnknown();
    return this.getActive(apiClientId);
  }

  /** Counts from the next question on: tokens issued before are worth nothing. @throws CredentialsUnknown */
  async revokeCredentials(apiClientId: string, staffId: string): Promise<void> {
    const revoked = await this.apiClients.revoke(apiClientId, { revokedAt: this.clock.now(), revokedBy: staffId });
    if (!revoked) throw new CredentialsUnknown();
  }

  /** @throws ClientUnknown */
  async listApiClients(clientId: ClientId): Promise<ApiClient[]> {
    const { id } = await this.clients.getClient(clientId);
    return this.apiClients.findByClient(id);
  }

  /** Whose credentials these are. @throws CredentialsRevoked */
  async getClient(apiClientId: string): Promise<Client> {
    const read = () => this.clients.findClientOfCredentials(apiClientId);
    const client = await this.reads.share(`credentials ${apiClientId}`, read);
    if (!client) throw new CredentialsRevoked();
    return client;
  }

  /** Whom a contract is with. @throws ClientUnknown */
  getBuyer(clientId: ClientId): Promise<Client> {
    return this.clients.getClient(clientId);
  }

  private async getActive(apiClientId: string): Promise<ApiClient> {
    const apiClient = await this.apiClients.findActive(apiClientId);
    if (!apiClient) throw new CredentialsRevoked();
    return apiClient;
  }

  private overlap(overlapSeconds: number): { previousUntil: Date; rotatedAt: Date } {
    const now = this.clock.now();
    return { rotatedAt: now, previousUntil: new Date(now.getTime() + overlapSeconds * 1000) };
  }
}

async function readPublicKey(text: string): Promise<PublicJwk> {
  const parsed = parsePublicJwk(text);
  if (parsed.kind === 'refused') throw new PublicKeyInvalid(parsed.problem);
  try {
    await importJWK({ ...parsed.jwk }, algorithmsOf(parsed.jwk)[0]!);
  } catch {
    throw new PublicKeyInvalid('It is no point of its curve.');
  }
  return parsed.jwk;
}
