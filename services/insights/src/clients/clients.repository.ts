import { Injectable } from '@nestjs/common';
import type { ClientId, KindOfBuyer } from '@passant/contracts';
import { In } from 'typeorm';
import { Transactions } from '../database/transactions';
import { ClientEntity } from './client.entity';

/** A buyer. */
export interface Client {
  readonly id: ClientId;
  readonly name: string;
  readonly kindOfBuyer: KindOfBuyer;
  readonly createdBy: string;
  readonly createdAt: Date;
}

@Injectable()
export class ClientsRepository {
  constructor(private readonly transactions: Transactions) {}

  async addClient(client: Client): Promise<void> {
    await this.transactions.current.getRepository(ClientEntity).insert(client);
  }

  async findClients(): Promise<Client[]> {
    const found = await this.transactions.current
      .getRepository(ClientEntity)
      .find({ order: { createdAt: 'ASC', id: 'ASC' } });
    return found.map(toClient);
  }

  /** Whose credentials these are, unless they are revoked or have ended: in wall time, as tokens do. */
  async findClientOfCredentials(apiClientId: string): Promise<Client | undefined> {
    const found = await this.transactions.current
      .createQueryBuilder(ClientEntity, 'client')
      .innerJoin('api_client', 'api', 'api.client_id = client.id AND api.revoked_at IS NULL')
      .where('api.id = :apiClientId AND (api.expires_at IS NULL OR api.expires_at > :now)', {
        ...{ apiClientId, now: new Date() },
      })
      .getOne();
    return found ? toClient(found) : undefined;
  }

  async findClientsById(ids: readonly ClientId[]): Promise<Client[]> {
    return (await this.transactions.current.getRepository(ClientEntity).findBy({ id: In([...ids]) })).map(toClient);
  }
}

const toClient = ({ id, name, kindOfBuyer, createdBy, createdAt }: ClientEntity): Client => ({
  ...{ id: id as ClientId, name, createdBy, createdAt },
  kindOfBuyer: kindOfBuyer as KindOfBuyer,
});
