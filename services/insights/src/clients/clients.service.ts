import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ClientId, KindOfBuyer } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import { ClientUnknown } from './clients.errors';
import { type Client, ClientsRepository } from './clients.repository';

export type { Client } from './clients.repository';

/** Who buys. */
@Injectable()
export class ClientsService {
  constructor(
    private readonly clients: ClientsRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async createClient(given: { name: string; kindOfBuyer: KindOfBuyer }, staffId: string): Promise<Client> {
    const client: Client = {
      ...given,
      id: randomUUID() as ClientId,
      createdBy: staffId,
      createdAt: this.clock.now(),
    };
    await this.clients.addClient(client);
    return client;
  }

  listClients(): Promise<Client[]> {
    return this.clients.findClients();
  }

  findClientsById(ids: readonly ClientId[]): Promise<Client[]> {
    return this.clients.findClientsById(ids);
  }

  /** Whose credentials these are; undefined where they are revoked or unknown. */
  findClientOfCredentials(apiClientId: string): Promise<Client | undefined> {
    return this.clients.findClientOfCredentials(apiClientId);
  }

  /** @throws ClientUnknown */
  async getClient(id: ClientId): Promise<Client> {
    const [client] = await this.clients.findClientsById([id]);
    if (!client) throw new ClientUnknown();
    return client;
  }
}
