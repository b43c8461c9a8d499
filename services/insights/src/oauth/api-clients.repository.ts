import { Injectable } from '@nestjs/common';
import type { ClientId } from '@passant/contracts';
import { DataSource, IsNull } from 'typeorm';
import { ApiClientEntity } from './api-client.entity';

/** One set of credentials. */
export interface ApiClient {
  readonly id: string;
  readonly clientId: ClientId;
  readonly secretHash: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

@Injectable()
export class ApiClientsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async addApiClient(apiClient: ApiClient): Promise<void> {
    await this.dataSource.getRepository(ApiClientEntity).insert(apiClient);
  }

  async findActive(id: string): Promise<ApiClient | undefined> {
    const found = await this.dataSource.getRepository(ApiClientEntity).findOneBy({ id, revokedAt: IsNull() });
    return found ? { ...found, clientId: found.clientId as ClientId } : undefined;
  }

  /** @returns false where there is none of that id, or it was revoked before */
  async revoke(id: string, revokedAt: Date): Promise<boolean> {
    const { affected } = await this.dataSource
      .getRepository(ApiClientEntity)
      .update({ id, revokedAt: IsNull() }, { revokedAt });
    return affected === 1;
  }
}
