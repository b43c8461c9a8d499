import { Injectable } from '@nestjs/common';
import type { ClientId } from '@passant/contracts';
import { IsNull, LessThan, Not } from 'typeorm';
import { Transactions } from '../database/transactions';
import { ApiClientEntity } from './api-client.entity';
import type { PublicJwk } from './domain/public-jwk';

/** What an API client proves itself with: one of the two. */
export type Proof =
  | { readonly secretHash: string; readonly publicJwk: null }
  | { readonly secretHash: null; readonly publicJwk: PublicJwk };

/** One set of credentials. */
export interface ApiClient {
  readonly id: string;
  readonly clientId: ClientId;
  readonly secretHash: string | null;
  readonly publicJwk: PublicJwk | null;
  /** Good until `previousUntil`. */
  readonly previousSecretHash: string | null;
  readonly previousPublicJwk: PublicJwk | null;
  readonly previousUntil: Date | null;
  readonly rotatedAt: Date | null;
  /** Wall time; null: it does not end by itself. */
  readonly expiresAt: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
  readonly revokedBy: string | null;
}

export type NewApiClient = Pick<ApiClient, 'id' | 'clientId' | 'createdBy' | 'createdAt'> &
  Partial<Pick<ApiClient, 'expiresAt'>> &
  Proof;

@Injectable()
export class ApiClientsRepository {
  constructor(private readonly transactions: Transactions) {}

  async addApiClient(apiClient: NewApiClient): Promise<void> {
    await this.table.insert(apiClient);
  }

  async findActive(id: string): Promise<ApiClient | undefined> {
    const found = await this.table.findOneBy({ id, revokedAt: IsNull() });
    return found && isAlive(found) ? toApiClient(found) : undefined;
  }

  /** Those that end by themselves and have not yet; those that have go. */
  async countTemporary(clientId: ClientId): Promise<number> {
    await this.table.delete({ expiresAt: LessThan(new Date()) });
    return this.table.countBy({ clientId, expiresAt: Not(IsNull()) });
  }

  /** Oldest first, revoked ones too. */
  async findByClient(clientId: ClientId): Promise<ApiClient[]> {
    return (await this.table.find({ where: { clientId }, order: { createdAt: 'ASC', id: 'ASC' } })).map(toApiClient);
  }

  /**
   * The present proof becomes the previous one until an instant; the one before that is worth nothing from now on.
   *
   * @returns false where there is none of that id and kind of proof, or it is revoked
   */
  async rotate(id: string, next: Proof, when: { previousUntil: Date; rotatedAt: Date }): Promise<boolean> {
    const updated = await this.transactions.current
      .createQueryBuilder()
      .update(ApiClientEntity)
      .set({
        ...{ ...next, ...when },
        previousSecretHash: () => 'secret_hash',
        previousPublicJwk: () => 'public_jwk',
      })
      .where('id = :id AND revoked_at IS NULL AND (secret_hash IS NULL) = :hasKey', {
        id,
        hasKey: next.publicJwk !== null,
      })
      .execute();
    return updated.affected === 1;
  }

  /** @returns false where there is none of that id, or it was revoked before */
  async revoke(id: string, revoked: { revokedAt: Date; revokedBy: string }): Promise<boolean> {
    const { affected } = await this.table.update({ id, revokedAt: IsNull() }, revoked);
    return affected === 1;
  }

  /** @returns false where the same assertion was used before */
  async useAssertion(used: { apiClientId: string; jtiSha256: string; expiresAt: Date }): Promise<boolean> {
    const added: unknown[] = await this.transactions.current.query(
      `INSERT INTO used_assertion (api_client_id, jti_sha256, expires_at) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [used.apiClientId, used.jtiSha256, used.expiresAt],
    );
    await this.transactions.current.query(`DELETE FROM used_assertion WHERE expires_at < now() - interval '1 minute'`);
    return added.length === 1;
  }

  private get table() {
    return this.transactions.current.getRepository(ApiClientEntity);
  }
}

/** Credentials, like tokens, end in wall time. */
const isAlive = ({ expiresAt }: ApiClientEntity): boolean => expiresAt === null || expiresAt.getTime() > Date.now();

const toApiClient = (found: ApiClientEntity): ApiClient => ({ ...found, clientId: found.clientId as ClientId });
