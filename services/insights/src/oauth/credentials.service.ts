import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ClientId } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import { type Client, ClientsService } from '../clients/clients.service';
import { ApiClientsRepository } from './api-clients.repository';
import { CredentialsRevoked, CredentialsUnknown } from './oauth.errors';
import { hashSecret, makeSecret, verifySecret } from './secret-hash';

/** OAuth client id and secret. The secret is nowhere else: it cannot be shown again. */
export interface IssuedCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Secrets of API clients: shown once, kept as scrypt hashes, revocable. */
@Injectable()
export class CredentialsService {
  /** Checked against where there is no such client, so that the answer takes as long. */
  private readonly nobody = hashSecret(makeSecret());

  constructor(
    private readonly apiClients: ApiClientsRepository,
    private readonly clients: ClientsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ClientUnknown */
  async issueCredentials(clientId: ClientId, staffId: string): Promise<IssuedCredentials> {
    await this.clients.getClient(clientId);
    const clientSecret = makeSecret();
    const apiClient = {
      ...{ id: randomUUID(), clientId, secretHash: await hashSecret(clientSecret) },
      ...{ createdBy: staffId, createdAt: this.clock.now(), revokedAt: null },
    };
    await this.apiClients.addApiClient(apiClient);
    return { clientId: apiClient.id, clientSecret };
  }

  /** Counts from the next question on: tokens issued before are worth nothing. @throws CredentialsUnknown */
  async revokeCredentials(apiClientId: string): Promise<void> {
    if (!(await this.apiClients.revoke(apiClientId, this.clock.now()))) throw new CredentialsUnknown();
  }

  async isSecretRight(apiClientId: string, secret: string): Promise<boolean> {
    const apiClient = UUID.test(apiClientId) ? await this.apiClients.findActive(apiClientId) : undefined;
    const right = await verifySecret(secret, apiClient?.secretHash ?? (await this.nobody));
    return right && apiClient !== undefined;
  }

  /** Whose credentials these are. @throws CredentialsRevoked */
  async getClient(apiClientId: string): Promise<Client> {
    const apiClient = await this.apiClients.findActive(apiClientId);
    if (!apiClient) throw new CredentialsRevoked();
    return this.clients.getClient(apiClient.clientId);
  }
}
